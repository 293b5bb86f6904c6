package com.clerk.sdk.benchmarks.shared;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook delivery of 2 KB, signed now, since a delivery may only be minutes old. */
public record Delivery(String secret, byte[] body, Map<String, List<String>> headers) {
    private static final String ID = "msg_2bXkQ0000000000000000000000";

    public static Delivery now() throws GeneralSecurityException {
        return signed(Instant.now().getEpochSecond());
    }

    public static Delivery old() throws GeneralSecurityException {
        return signed(Instant.now().getEpochSecond() - 3600);
    }

    /** The signature of this delivery over another body. */
    public Delivery tampered() {
        var other = body.clone();
        other[other.length / 2] ^= 1;
        return new Delivery(secret, other, headers);
    }

    private static Delivery signed(long timestamp) throws GeneralSecurityException {
        var secret = Inputs.text(Inputs.WEBHOOK_SECRET);
        var body = Inputs.bytes(Inputs.WEBHOOK_BODY);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((ID + "." + timestamp + ".").getBytes(StandardCharsets.US_ASCII));
        var signature = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        return new Delivery(
                secret,
                body,
                Map.of(
                        "svix-id", List.of(ID),
                        "svix-timestamp", List.of(Long.toString(timestamp)),
                        "svix-signature", List.of(signature)));
    }
}
