package com.clerk.sdk.testing.server.state;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Random;

/** Generates random ids and keys that look like Clerk's. Safe for use by several threads. */
public final class IdGenerator {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 27;
    private static final int KEY_LENGTH = 42;

    private final Random random;

    /** Makes a generator of ids that nobody can predict. */
    public IdGenerator() {
        random = new SecureRandom();
    }

    /** Makes a generator that gives the same ids in the same order for the same seed. */
    public IdGenerator(long seed) {
        random = new Random(seed);
    }

    /** Returns an id, such as {@code user_…} for the prefix {@code user_}. */
    public String id(String prefix) {
        return prefix + text(ID_LENGTH);
    }

    /** Returns an API key with a prefix such as {@code sk_test_}. */
    public String key(String prefix) {
        return prefix + text(KEY_LENGTH);
    }

    /** Returns a trace id: 32 hexadecimal digits. */
    public String traceId() {
        return hex(16);
    }

    /** Returns a {@code jti}: 20 hexadecimal digits. */
    public String tokenId() {
        return hex(10);
    }

    /** Returns a code that a message carries: six digits. */
    public String code() {
        return String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
    }

    /** Returns random bytes. */
    public byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(int length) {
        var text = new StringBuilder(length);
        for (var i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private String hex(int count) {
        var text = new StringBuilder(2 * count);
        for (var b : bytes(count)) {
            text.append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return text.toString();
    }
}
