package com.clerk.sdk.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts numbers to JSON text and back, without loss of precision. */
final class Numbers {
    // A number of 64 bits fits into this many digits; exact arithmetic on a longer text would take too long.
    private static final int EXACT_LIMIT = 64;

    private Numbers() {}

    static String seconds(Instant value) {
        return BigDecimal.valueOf(value.getEpochSecond())
                .add(BigDecimal.valueOf(value.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the text of a number, or null if JSON cannot represent it. */
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

    /** Returns a whole number, or null if the number has a fraction or more than 64 bits. */
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

    /** Returns the number as the simplest type that holds it exactly: Long, BigInteger or BigDecimal. */
    static Number exact(String text) {
        if (!isWhole(text)) {
            return decimal(text);
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return bigInteger(text);
        }
    }

    private static boolean isWhole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    /** Returns a number, or throws a NumberFormatException if it is too long to calculate with. */
    static BigDecimal decimal(String text) {
        if (text.length() > Limits.NUMBER_LENGTH) {
            throw new NumberFormatException();
        }
        return new BigDecimal(text);
    }

    /** Returns a whole number, or throws a NumberFormatException if it is too long to calculate with. */
    static BigInteger bigInteger(String text) {
        var number = decimal(text);
        // The exponent of a short text can name a number of a billion digits.
        if (number.precision() - (long) number.scale() > Limits.NUMBER_LENGTH) {
            throw new NumberFormatException();
        }
        return number.toBigIntegerExact();
    }
}
