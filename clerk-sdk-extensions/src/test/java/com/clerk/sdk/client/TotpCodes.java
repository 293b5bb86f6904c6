package com.clerk.sdk.client;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238). */
public final class TotpCodes {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int PERIOD_MILLIS = 30_000;

    private TotpCodes() {}

    /** Returns the present code of a secret in Base32. */
    public static String now(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(decode(secret), "HmacSHA1"));
            long period = System.currentTimeMillis() / PERIOD_MILLIS;
            var hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decode(String secret) {
        var number = BigInteger.ONE; // keeps leading zeros
        for (var character : secret.replace("=", "").toCharArray()) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(character)));
        }
        int bits = secret.replace("=", "").length() * 5;
        var bytes = number.shiftRight(bits % Byte.SIZE).toByteArray();
        int length = bits / Byte.SIZE;
        var key = new byte[length];
        System.arraycopy(bytes, bytes.length - length, key, 0, length);
        return key;
    }
}
