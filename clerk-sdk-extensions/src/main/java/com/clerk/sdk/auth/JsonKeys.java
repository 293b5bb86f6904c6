package com.clerk.sdk.auth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads keys in JSON. Protocol: RFC 7517, RFC 7518 section 6.3. No message holds a part of a key. */
final class JsonKeys {
    static final String WHERE_SET = "The set is at /.well-known/jwks.json of the instance's Frontend API URL.";

    private static final List<String> PRIVATE_PARTS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JsonKeys() {}

    static VerificationKey parse(String json) {
        var jwk = read(json);
        if (jwk.has("keys")) {
            throw new IllegalArgumentException("This is a JWKS, a set of keys. For a set use jwks(…).");
        }
        return key(jwk);
    }

    static Claims read(String json) {
        try {
            return Claims.parse(json.strip().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedException e) {
            throw new IllegalArgumentException("The key is not a JSON object (" + e.getMessage() + "). " + WHERE_SET);
        }
    }

    @SuppressWarnings("unchecked") // StrictJson makes objects with text keys only
    static Claims entry(@Nullable Object entry) {
        if (entry instanceof Map<?, ?> map) {
            return new Claims((Map<String, @Nullable Object>) map);
        }
        throw new IllegalArgumentException("The JWKS holds something that is no key. " + WHERE_SET);
    }

    /** Whether this is a key for the signatures that we accept; a set may hold others beside it. */
    static boolean mayVerify(Claims jwk) {
        return "RSA".equals(jwk.text("kty"))
                && (!jwk.has("use") || "sig".equals(jwk.text("use")))
                && (!jwk.has("key_ops") || (jwk.get("key_ops") instanceof List<?> uses && uses.contains("verify")))
                && (!jwk.has("alg") || SignatureAlgorithm.named(jwk.get("alg")) != null);
    }

    static VerificationKey key(Claims jwk) {
        if (PRIVATE_PARTS.stream().anyMatch(jwk::has)) {
            throw new IllegalArgumentException(
                    "This JWK is a private or secret key. Verifying needs the public key alone; "
                            + "treat the private one as leaked if it was not meant to be here. " + WHERE_SET);
        }
        if (!mayVerify(jwk)) {
            throw new IllegalArgumentException("This JWK has kty " + Shown.value(jwk.get("kty")) + ", use "
                    + Shown.value(jwk.get("use")) + " and alg " + Shown.value(jwk.get("alg"))
                    + ". Clerk signs with RSA: kty RSA, use sig, alg RS256, RS384 or RS512. " + WHERE_SET);
        }
        var key = RsaKeys.of(number(jwk, "n"), number(jwk, "e"));
        return new VerificationKey(key, SignatureAlgorithm.named(jwk.get("alg")));
    }

    private static BigInteger number(Claims jwk, String name) {
        try {
            var text = jwk.text(name);
            if (text != null && !text.isEmpty()) {
                return new BigInteger(1, Base64Url.decode(text));
            }
        } catch (MalformedException e) {
            // The message below says what is wrong; the cause could only repeat it.
        }
        throw new IllegalArgumentException("This JWK has no \"" + name + "\" in base64url. " + WHERE_SET);
    }
}
