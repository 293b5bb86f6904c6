package com.example.consumer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys of an instance, and what is signed with them, made by the JDK alone. */
final class TestInstance {
    static final String WEBHOOK_SECRET = "whsec_" + "AAAA".repeat(8);

    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    TestInstance() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
    }

    String pem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----";
    }

    String jwks() {
        var key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"ins_1\",\"n\":\""
                + URL.encodeToString(key.getModulus().toByteArray()) + "\",\"e\":\""
                + URL.encodeToString(key.getPublicExponent().toByteArray()) + "\"}]}";
    }

    /** Returns a session token that is valid for a minute. */
    String token() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        var signed = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"ins_1\"}") + "."
                + encode("{\"iss\":\"https://clerk.example.com\",\"sub\":\"user_1\",\"sid\":\"sess_1\",\"iat\":"
                        + (now - 1) + ",\"nbf\":" + (now - 1) + ",\"exp\":" + (now + 60) + "}");
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + URL.encodeToString(signature.sign());
    }

    private static String encode(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the signature of a webhook delivery. */
    static String signature(String id, String timestamp, String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode("AAAA".repeat(8)), "HmacSHA256"));
        var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    }
}
