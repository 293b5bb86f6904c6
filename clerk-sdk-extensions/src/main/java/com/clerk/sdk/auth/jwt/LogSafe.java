package com.clerk.sdk.auth.jwt;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a value in a message, if the value may come from a stranger. Short strings of harmless characters appear
 * as they are; of everything else only the size appears. So no message carries a line break into a log, a control
 * character into a header, or long foreign text.
 */
public final class LogSafe {
    private static final int MAX_LENGTH = 100;
    private static final int MAX_VALUES = 5;

    private LogSafe() {}

    public static String value(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (!(value instanceof String text)) {
            return "not a string";
        }
        return isPlain(text) ? '"' + text + '"' : "a string of " + text.length() + " characters";
    }

    public static String values(Collection<String> values) {
        var shown = values.stream().limit(MAX_VALUES).map(LogSafe::value).collect(Collectors.joining(", "));
        return values.size() > MAX_VALUES ? shown + " and " + (values.size() - MAX_VALUES) + " more" : shown;
    }

    private static boolean isPlain(String text) {
        return text.length() <= MAX_LENGTH && text.chars().allMatch(LogSafe::isPlain);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._:/+".indexOf(c) >= 0;
    }
}
