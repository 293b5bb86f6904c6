package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that deliveries are signed with: HMAC-SHA256 over id, timestamp and body, as version 1 of Standard Webhooks
 * has it. Immutable and safe for all threads.
 */
final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String WHERE =
            " It is on the page of the webhook endpoint in the Clerk Dashboard, and begins with whsec_.";

    /** A signature in base64: 32 bytes. */
    private static final int SIGNATURE_LENGTH = 44;

    private final SecretKeySpec key;

    private SigningSecret(SecretKeySpec key) {
        this.key = key;
    }

    /** Reads a secret; the message of a failure never holds it. */
    static SigningSecret parse(String secret) {
        var text = secret.strip();
        if (text.startsWith("sk_") || text.startsWith("pk_")) {
            throw new IllegalArgumentException("This is an API key (" + text.substring(0, 3)
                    + "…), and the signing secret of a webhook endpoint is needed." + WHERE);
        }
        var base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        if (base64.isEmpty()) {
            throw new IllegalArgumentException("The webhook signing secret is empty." + WHERE);
        }
        try {
            return new SigningSecret(new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM));
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes a character of the secret.
            throw new IllegalArgumentException("The webhook signing secret is not base64 behind whsec_." + WHERE);
        }
    }

    /** Whether one of the signatures in a header is that of a delivery. */
    boolean signed(Delivery delivery, byte[] body) {
        var expected = Base64.getEncoder().encode(signature(delivery, body));
        var signatures = delivery.signatures();
        boolean found = false;
        for (int at = 0; at < signatures.length; ) {
            int end = at;
            while (end < signatures.length && signatures[end] != ' ') {
                end++;
            }
            found |= isSame(expected, signatures, at, end);
            at = end + 1;
        }
        return found;
    }

    /** Whether {@code v1,} and the expected signature stand at a place; the time it takes says nothing about it. */
    private static boolean isSame(byte[] expected, byte[] signatures, int from, int to) {
        if (to - from != SIGNATURE_LENGTH + 3
                || signatures[from] != 'v'
                || signatures[from + 1] != '1'
                || signatures[from + 2] != ',') {
            return false;
        }
        var given = new byte[SIGNATURE_LENGTH];
        System.arraycopy(signatures, from + 3, given, 0, SIGNATURE_LENGTH);
        return MessageDigest.isEqual(expected, given);
    }

    private byte[] signature(Delivery delivery, byte[] body) {
        try {
            // A new one each time: it is cheap beside its work, and must never be used by two threads at once.
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((delivery.id() + "." + delivery.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret(…)";
    }
}
