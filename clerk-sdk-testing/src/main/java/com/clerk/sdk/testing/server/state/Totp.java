package com.clerk.sdk.testing.server.state;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) of six digits, 30 seconds and SHA-1, as authenticator apps show them. */
public final class Totp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS_PER_CHARACTER = 5;
    private static final int PERIOD_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private Totp() {}

    /** Returns a secret in Base32 (RFC 4648 section 6) for random bytes. */
    public static String secret(byte[] random) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var b : random) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= BITS_PER_CHARACTER) {
                bits -= BITS_PER_CHARACTER;
                text.append(BASE32.charAt((buffer >> bits) & 31));
            }
        }
        return text.toString();
    }

    /** Returns whether a text is a secret in Base32. */
    public static boolean isSecret(String text) {
        return text.matches("[A-Za-z2-7]{8,256}=*");
    }

    /** Returns the code of a time. */
    public static String code(String secret, Instant time) {
        return code(secret, Math.floorDiv(time.getEpochSecond(), PERIOD_SECONDS));
    }

    /** Returns whether a code is that of a time, of the period before it, or of the one after it. */
    public static boolean matches(String secret, String code, Instant time) {
        var period = Math.floorDiv(time.getEpochSecond(), PERIOD_SECONDS);
        return code.equals(code(secret, period))
                || code.equals(code(secret, period - 1))
                || code.equals(code(secret, period + 1));
    }

    private static String code(String secret, long period) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(secret), "HmacSHA1"));
            var hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            // RFC 4226 section 5.3: the last four bits say where the number is.
            var offset = hash[hash.length - 1] & 0xf;
            var number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not support HMAC with SHA-1", e);
        }
    }

    private static byte[] decode(String secret) {
        var bytes = new ByteArrayOutputStream();
        var buffer = 0;
        var bits = 0;
        for (var c : secret.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            buffer = (buffer << BITS_PER_CHARACTER) | Math.max(0, BASE32.indexOf(c));
            bits += BITS_PER_CHARACTER;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
