package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Writes JSON Web Tokens in compact form (RFC 7515), signed by Nimbus. The parts before the signature are assembled
 * here: Nimbus refuses a header whose {@code kid} is a number or whose {@code alg} is {@code none}, and tests of
 * hostile tokens need those.
 */
final class JwtWriter {
    private JwtWriter() {}

    static String write(TestKeys keys, JsonObject header, JsonObject claims) {
        var signingInput = Base64URL.encode(header.toString()) + "." + Base64URL.encode(claims.toString());
        var algorithm = Objects.toString(Json.text(header, "alg"), "(missing)");
        return signingInput + "." + signature(keys, algorithm, signingInput.getBytes(StandardCharsets.US_ASCII));
    }

    private static Base64URL signature(TestKeys keys, String algorithm, byte[] signingInput) {
        return switch (algorithm) {
            case "RS256", "RS384", "RS512" -> keys.sign(JWSAlgorithm.parse(algorithm), signingInput);
            case "HS256" -> hmac(keys.publicKeyPem(), signingInput);
            case "none" -> Base64URL.encode(new byte[0]);
            default ->
                throw new IllegalArgumentException(
                        "The algorithm " + algorithm + " is not supported. Use RS256, RS384, RS512, HS256 or none.");
        };
    }

    private static Base64URL hmac(String secret, byte[] signingInput) {
        try {
            return sign(new MACSigner(secret), JWSAlgorithm.HS256, signingInput);
        } catch (JOSEException e) {
            throw new IllegalStateException("Nimbus does not accept the public key's PEM text as an HMAC secret", e);
        }
    }

    static Base64URL sign(JWSSigner signer, JWSAlgorithm algorithm, byte[] data) {
        try {
            return signer.sign(new JWSHeader(algorithm), data);
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java runtime does not support " + algorithm + " signatures", e);
        }
    }

    /** Returns the token with one bit of its signature flipped, in the middle, where padding cannot hide it. */
    static String corruptSignature(String token) {
        var start = token.lastIndexOf('.') + 1;
        var signature = new Base64URL(token.substring(start)).decode();
        if (signature.length == 0) {
            return token + Base64URL.encode(new byte[] {1});
        }
        signature[signature.length / 2] ^= 1;
        return token.substring(0, start) + Base64URL.encode(signature);
    }
}
