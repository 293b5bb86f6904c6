package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A secret that deliveries are signed with. A signature is the HMAC-SHA256 of id, timestamp and body (Standard
 * Webhooks, version 1). Immutable and safe for use by several threads.
 */
final class SigningSecret {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String HINT =
            " Copy the signing secret from the page of the webhook endpoint in the Clerk Dashboard; it begins"
                    + " with whsec_.";

    /** The sizes that Standard Webhooks allows for the secret of symmetric signatures, in bytes. */
    private static final int MIN_BYTES = 24;

    private static final int MAX_BYTES = 64;

    private static final String VERSION = "v1,";

    /** A version and 32 bytes in base64. */
    private static final int SIGNATURE_LENGTH = VERSION.length() + 44;

    private final SecretKeySpec key;

    // Has the key and is never updated, so that several threads can clone it at the same time. Null if the provider's
    // Mac cannot be cloned.
    private final @Nullable Mac prototype;

    private SigningSecret(SecretKeySpec key) {
        this.key = key;
        this.prototype = cloneOrNull(newMac(key));
    }

    private static @Nullable Mac cloneOrNull(Mac mac) {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            return null;
        }
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not support " + ALGORITHM, e);
        }
    }

    /**
     * Parses a secret.
     *
     * @param given the secret, or null
     * @param source the place that the secret comes from, for the message
     * @throws IllegalArgumentException if the secret is null, empty or invalid; the message does not show it
     */
    static SigningSecret parse(@Nullable String given, String source) {
        var text = given == null ? "" : given.strip();
        if (text.startsWith("sk_") || text.startsWith("pk_")) {
            throw new IllegalArgumentException(source + " is an API key (" + text.substring(0, 3)
                    + "…), not the signing secret of a webhook endpoint." + HINT);
        }
        if (text.startsWith("\"") || text.startsWith("'")) {
            throw new IllegalArgumentException(
                    source + " is in quotes. Remove the quotes, which are not part of the secret." + HINT);
        }
        var base64 = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        if (base64.isEmpty()) {
            throw new IllegalArgumentException(source + " is " + (given == null ? "missing." : "empty.") + HINT);
        }
        return new SigningSecret(new SecretKeySpec(decode(base64, source), ALGORITHM));
    }

    private static byte[] decode(String base64, String source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // No cause: its message quotes a character of the secret.
            throw new IllegalArgumentException(
                    source + " is not whsec_ and standard base64: it may be incomplete." + HINT);
        }
        if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
            throw new IllegalArgumentException(source + " has the wrong length. A secret has " + MIN_BYTES + " to "
                    + MAX_BYTES + " bytes in base64, this one has " + key.length + ": it may be incomplete." + HINT);
        }
        return key;
    }

    /** Returns true if one of the signatures of a delivery was made with this secret. */
    boolean hasSigned(DeliveryHeaders delivery, byte[] body) {
        // Compares the text, not the decoded bytes: base64 has several spellings of the same bytes.
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

    /** Compares one entry of the header in constant time. */
    private static boolean isSame(byte[] expected, String signatures, int from, int to) {
        if (to - from != SIGNATURE_LENGTH || !signatures.startsWith(VERSION, from)) {
            return false;
        }
        var given = signatures.substring(from + VERSION.length(), to).getBytes(StandardCharsets.ISO_8859_1);
        return MessageDigest.isEqual(expected, given);
    }

    /** Returns the expected signature in base64. */
    private byte[] signature(DeliveryHeaders delivery, byte[] body) {
        var mac = newMac();
        mac.update(delivery.signedPrefix());
        return Base64.getEncoder().encode(mac.doFinal(body));
    }

    /** Returns a Mac for one signature. A Mac has state, so two threads must never share one. */
    private Mac newMac() {
        try {
            return prototype == null ? newMac(key) : (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The " + ALGORITHM + " of this Java runtime can no longer be cloned", e);
        }
    }

    @Override
    public String toString() {
        return "SigningSecret(…)";
    }
}
