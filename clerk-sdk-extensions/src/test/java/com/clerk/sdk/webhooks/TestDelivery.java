package com.clerk.sdk.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A delivery as a server receives it, signed with a test key. */
record TestDelivery(String id, String timestamp, String signature, byte[] body) {
    static final String SECRET = "whsec_" + base64("this test key is not a secret!!!".getBytes(UTF_8));
    static final String OTHER_SECRET = "whsec_" + base64("another test key, not secret too".getBytes(UTF_8));
    static final long NOW = 1_767_225_600L;
    static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    static final String BODY = "{\"type\":\"user.deleted\",\"object\":\"event\",\"timestamp\":1767225600123,"
            + "\"data\":{\"id\":\"user_canary\",\"object\":\"user\",\"deleted\":true}}";

    static ClerkWebhooks webhooks() {
        return ClerkWebhooks.builder().secret(SECRET).clock(CLOCK).build();
    }

    /** Returns a valid delivery. */
    static TestDelivery of(String body) {
        return of(body.getBytes(UTF_8));
    }

    static TestDelivery of(byte[] body) {
        return signed(SECRET, "msg_canary", Long.toString(NOW), body);
    }

    static TestDelivery at(long seconds) {
        return signed(SECRET, "msg_canary", Long.toString(seconds), BODY.getBytes(UTF_8));
    }

    static TestDelivery signed(String secret, String id, String timestamp, byte[] body) {
        return new TestDelivery(id, timestamp, "v1," + signature(secret, id, timestamp, body), body);
    }

    static String signature(String secret, String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return base64(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    TestDelivery withSignature(String other) {
        return new TestDelivery(id, timestamp, other, body);
    }

    TestDelivery withBody(byte[] other) {
        return new TestDelivery(id, timestamp, signature, other);
    }

    Map<String, List<String>> headers() {
        return headers("svix");
    }

    Map<String, List<String>> headers(String family) {
        var headers = new HashMap<String, List<String>>();
        headers.put(family + "-id", List.of(id));
        headers.put(family + "-timestamp", List.of(timestamp));
        headers.put(family + "-signature", List.of(signature));
        headers.put("content-type", List.of("application/json"));
        return headers;
    }
}
