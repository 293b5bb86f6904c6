package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that deliveries are signed with: HMAC-SHA256 over id, timestamp and body, which is version 1 of Standard
 * Webhooks. Immutable and safe for all threads.
 */
final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String WHERE =
            " It is on the page of the webhook endpoint in the Clerk Dashboard, and begins with whsec_.";

    private static final String VERSION = "v1,";

    /** A version and 32 bytes in base64. */
    private static final int SIGNATURE_LENGTH = VERSION.length() + 44;

    private final SecretKeySpec key;

    // Never updated, so that threads may copy it at the same time; null where the provider's cannot be copied.
    private final @Nullable Mac keyed;

    private SigningSecret(SecretKeySpec key) {
        this.key = key;
        this.keyed = copyable(mac(key));
    }

    private static @Nullable Mac copyable(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            return null;
        }
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }

    /**
     * Reads a secret.
     *
     * @param given the secret, or null
     * @param source what held it, for the message
     * @throws IllegalArgumentException if it is none; the message never holds it
     */
    static SigningSecret parse(@Nullable String given, String source) {
        var text = given == null ? "" : given.strip();
        if (text.startsWith("sk_") || text.startsWith("pk_")) {
            throw new IllegalArgumentException(source + " is an API key (" + text.substring(0, 3)
                    + "…), and the signing secret of a webhook endpoint is needed." + WHERE);
        }
        var base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        if (base64.isEmpty()) {
            throw new IllegalArgumentException(source + " is " + (given == null ? "missing." : "empty.") + WHERE);
        }
        try {
            return new SigningSecret(new SecretKeySpec(Base64.getDecoder().decode(base64), ALGORITHM));
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes a character of the secret.
            throw new IllegalArgumentException(
                    source + " is not whsec_ and standard base64. Was it copied as a whole?" + WHERE);
        }
    }

    /** Whether one of a delivery's signatures is made with this secret. */
    boolean hasSigned(Delivery delivery, byte[] body) {
        // Text is compared, not what it stands for: base64 can write the same bytes in several ways.
        var expected = signature(delivery, body);
        var signatures = delivery.signatures();
        int from = 0;
        while (from < signatures.length()) {
            int blank = signatures.indexOf(' ', from);
            int to = blank < 0 ? signatures.length() : blank;
            if (isSame(expected, signatures, from, to)) {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    /** Compares one entry of the header; the time it takes says nothing about the signature. */
    private static boolean isSame(byte[] expected, String signatures, int from, int to) {
        if (to - from != SIGNATURE_LENGTH || !signatures.startsWith(VERSION, from)) {
            return false;
        }
        var given = signatures.substring(from + VERSION.length(), to).getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(expected, given);
    }

    /** The signature in base64. */
    private byte[] signature(Delivery delivery, byte[] body) {
        var mac = mac();
        mac.update(delivery.signedPrefix());
        return Base64.getEncoder().encode(mac.doFinal(body));
    }

    /** One for this signature alone: it holds state, and so must never serve two threads at once. */
    private Mac mac() {
        try {
            return keyed == null ? mac(key) : (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("A " + ALGORITHM + " that could be copied no longer can", e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret(…)";
    }
}
