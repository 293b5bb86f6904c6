package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** A decoded token, read without the code under test. */
record Token(JsonObject header, JsonObject claims, String content, byte[] signature) {
    static Token of(String text) {
        var parts = text.split("\\.", -1);
        return new Token(
                json(parts[0]),
                json(parts[1]),
                parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2]));
    }

    private static JsonObject json(String base64) {
        var text = new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        return JsonParser.parseString(text).getAsJsonObject();
    }

    boolean isSignedBy(PublicKey key) {
        return isSignedBy(key, "SHA256withRSA");
    }

    boolean isSignedBy(PublicKey key, String algorithm) {
        try {
            var verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            verifier.update(content.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    String text(String claim) {
        return claims.get(claim).getAsString();
    }

    long number(String claim) {
        return claims.get(claim).getAsLong();
    }

    String headerText(String name) {
        return header.get(name).getAsString();
    }
}
