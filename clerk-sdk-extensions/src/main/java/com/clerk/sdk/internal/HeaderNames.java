package com.clerk.sdk.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the names of headers, which are case-insensitive (RFC 9110 section 5.1). */
public final class HeaderNames {
    /** The spellings of the headers that nearly every request is asked for, and most requests lack. */
    private static final Map<String, List<String>> USUAL = Stream.of(
                    "authorization",
                    "cookie",
                    "host",
                    "accept",
                    "referer",
                    "sec-fetch-dest",
                    "sec-purpose",
                    "purpose",
                    "x-purpose",
                    "x-moz",
                    "x-forwarded-host",
                    "x-forwarded-proto")
            .collect(Collectors.toUnmodifiableMap(Function.identity(), HeaderNames::spelled));

    private HeaderNames() {}

    /**
     * Returns whether a name is the name of a header. Only the case of ASCII letters is ignored: other letters whose
     * lower case is an ASCII letter are different, and the locale does not matter.
     *
     * @param lowerCase name of the header in lower case
     * @param name the name in the request, or null
     * @return true if the names are equal
     */
    public static boolean isNamed(String lowerCase, @Nullable String name) {
        if (name == null || name.length() != lowerCase.length()) {
            return false;
        }
        if (name.equals(lowerCase)) {
            return true;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the spellings of a name, beside lower case, that servers and gateways use, for a source of headers that
     * may be sensitive to case: each part with a capital, as most clients of HTTP/1.1 write it; one capital at the
     * start, as the HTTP server of the JDK has it; and upper case.
     *
     * @param lowerCase name of the header in lower case
     * @return the other spellings
     */
    public static List<String> otherSpellings(String lowerCase) {
        var usual = USUAL.get(lowerCase);
        return usual == null ? spelled(lowerCase) : usual;
    }

    private static List<String> spelled(String lowerCase) {
        var parts = new StringBuilder(lowerCase);
        for (int i = 0; i < parts.length(); i++) {
            if (i == 0 || parts.charAt(i - 1) == '-') {
                parts.setCharAt(i, upper(parts.charAt(i)));
            }
        }
        var start = upper(lowerCase.charAt(0)) + lowerCase.substring(1);
        return List.of(parts.toString(), start, lowerCase.toUpperCase(Locale.ROOT));
    }

    private static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 32) : c;
    }
}
