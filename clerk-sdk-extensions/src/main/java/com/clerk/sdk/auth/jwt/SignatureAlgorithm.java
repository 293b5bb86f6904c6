package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/**
 * The accepted signature algorithms, all RSASSA-PKCS1-v1_5 (RFC 7518 section 3.3). A token with another algorithm is
 * refused; the algorithm never decides the type of the key that verifies it.
 */
public enum SignatureAlgorithm {
    RS256("SHA256withRSA"),
    RS384("SHA384withRSA"),
    RS512("SHA512withRSA");

    private final String jcaName;

    SignatureAlgorithm(String jcaName) {
        this.jcaName = jcaName;
    }

    /** Returns the name of the algorithm in Java's cryptographic providers. */
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

    /**
     * Returns the algorithm of a token.
     *
     * @throws JwtException with {@code token-invalid-algorithm} if it is not accepted
     */
    public static SignatureAlgorithm of(Jwt jwt) {
        var name = jwt.header().get("alg");
        var algorithm = named(name);
        if (algorithm == null) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID_ALGORITHM,
                    "The token's algorithm (alg) is " + LogSafe.value(name) + ". Expected RS256, RS384 or RS512.");
        }
        return algorithm;
    }
}
