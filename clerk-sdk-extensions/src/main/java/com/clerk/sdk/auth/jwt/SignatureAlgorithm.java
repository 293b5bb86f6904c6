package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/**
 * The only ways to sign that are accepted, all of them RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3). A token picks one of
 * these by name or is refused; it never decides what kind of key it is checked with.
 */
public enum SignatureAlgorithm {
    RS256("SHA256withRSA"),
    RS384("SHA384withRSA"),
    RS512("SHA512withRSA");

    private final String jcaName;

    SignatureAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** The name by which Java's providers know it. */
    public String jcaName() {
        return jcaName;
    }

    public static @Nullable SignatureAlgorithm named(@Nullable Object name) {
        return name instanceof String text
                ? switch (text) {
                    case "RS256" -> RS256;
                    case "RS384" -> RS384;
                    case "RS512" -> RS512;
                    default -> null;
                }
                : null;
    }

    /** The algorithm of a token, or a failure with {@code token-invalid-algorithm}. */
    public static SignatureAlgorithm of(Jwt jwt) {
        var name = jwt.header().get("alg");
        var algorithm = named(name);
        if (algorithm == null) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_ALGORITHM,
                    "The token's algorithm (alg) is " + LogSafe.value(name) + ". Accepted are RS256, RS384, RS512.");
        }
        return algorithm;
    }
}
