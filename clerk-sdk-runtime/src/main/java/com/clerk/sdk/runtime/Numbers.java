package com.clerk.sdk.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON numbers as text, which loses nothing. */
final class Numbers {
    // No number of 64 bits needs more digits; a longer text is not worth the time that exact arithmetic would take.
    private static final int EXACT_LIMIT = 64;

    private Numbers() {}

    static String seconds(Instant value) {
        return BigDecimal.valueOf(value.getEpochSecond())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Gives the text of a number, or null if it is none that JSON can hold. */
    static @Nullable String text(Number value) {
        if (value instanceof Double || value instanceof Float) {
            return Double.isFinite(value.doubleValue()) ? value.toString() : null;
        }
        if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return value.toString();
        }
        try {
            return new BigDecimal(value.toString()).toString();
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Gives a whole number, or null if the text is another number or needs more than 64 bits. */
    static @Nullable Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return exactInteger(text);
        }
    }

    private static @Nullable Long exactInteger(String text) {
        try {
            return text.length() > EXACT_LIMIT ? null : new BigDecimal(text).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
