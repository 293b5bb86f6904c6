package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The compact form of a signed token (RFC 7515), with the algorithms that tests need. */
final class Jws {
    private Jws() {}

    static String write(TestKeys keys, JsonObject header, JsonObject claims) {
        var content = base64Url(header.toString()) + "." + base64Url(claims.toString());
        return content + "."
                + base64Url(sign(keys, Objects.toString(Json.text(header, "alg"), "(none given)"), content));
    }

    /** The token with another signature: one bit is changed in its middle, where no encoder's padding hides it. */
    static String spoil(String token) {
        var dot = token.lastIndexOf('.') + 1;
        var signature = Base64.getUrlDecoder().decode(token.substring(dot));
        if (signature.length == 0) {
            return token + base64Url(new byte[] {1});
        }
        signature[signature.length / 2] ^= 1;
        return token.substring(0, dot) + base64Url(signature);
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64Url(String text) {
        return base64Url(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sign(TestKeys keys, String algorithm, String content) {
        var data = content.getBytes(StandardCharsets.US_ASCII);
        return switch (algorithm) {
            case "RS256" -> keys.sign(data);
            case "RS384" -> keys.sign("SHA384withRSA", data);
            case "RS512" -> keys.sign("SHA512withRSA", data);
            case "HS256" -> hmac(keys.publicKeyPem().getBytes(StandardCharsets.US_ASCII), data);
            case "none" -> new byte[0];
            default ->
                throw new IllegalArgumentException(
                        "The algorithm " + algorithm + " is not one of RS256, RS384, RS512, HS256 and none");
        };
    }

    static byte[] hmac(byte[] secret, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not compute HMAC-SHA256", e);
        }
    }
}
