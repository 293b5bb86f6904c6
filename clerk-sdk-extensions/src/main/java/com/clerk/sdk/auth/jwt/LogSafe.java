package com.clerk.sdk.auth.jwt;

import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a message shows a value that may come from a stranger: plain short words as they are, everything else by its size
 * alone. So a message never carries a line break into a log, a control character into a header, or a page of somebody's
 * text.
 */
public final class LogSafe {
    private static final int LIMIT = 100;
    private static final int SEVERAL = 5;

    private LogSafe() {}

    public static String value(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (!(value instanceof String text)) {
            return "no text";
        }
        return isPlain(text) ? '"' + text + '"' : "a text of " + text.length() + " characters";
    }

    public static String values(Collection<String> values) {
        var shown = values.stream().limit(SEVERAL).map(LogSafe::value).collect(Collectors.joining(", "));
        return values.size() > SEVERAL ? shown + " and " + (values.size() - SEVERAL) + " more" : shown;
    }

    private static boolean isPlain(String text) {
        return text.length() <= LIMIT && text.chars().allMatch(LogSafe::isPlain);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._:/+".indexOf(c) >= 0;
    }
}
