package com.clerk.sdk.auth.jwt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names and values of the header or payload of a token, as {@link ClaimsReader} reads them. Immutable by
 * convention: nobody changes the values after parsing.
 */
public final class Claims {
    private static final double LAST_SECOND = 253_402_300_799.0;

    private final Map<String, @Nullable Object> values;

    public Claims(Map<String, @Nullable Object> values) {
        this.values = values;
    }

    public static Claims parse(byte[] utf8) throws MalformedException {
        return new Claims(ClaimsReader.read(utf8));
    }

    public Map<String, @Nullable Object> values() {
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    @Nullable
    public Object get(String name) {
        return values.get(name);
    }

    /** Returns a claim that is a string, or null if it is absent or not a string. */
    @Nullable
    public String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** Returns a time claim in seconds since 1970, or null if it is absent, not a number, or after the year 9999. */
    @Nullable
    public Double seconds(String name) {
        if (!(values.get(name) instanceof Number number)) {
            return null;
        }
        double seconds = number.doubleValue();
        return Math.abs(seconds) <= LAST_SECOND ? seconds : null;
    }
}
