package com.clerk.sdk.auth.flow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of a request that authentication reads (RFC 6265 section 4.2.1, as browsers send them). If several have
 * one name, the first counts, because browsers send the cookie with the most specific path first (section 5.4).
 */
public final class Cookies {
    private final Map<String, String> values;

    private Cookies(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Parses all {@code Cookie} headers. They are split before values are decoded, so that no value can contain another
     * cookie.
     *
     * @param wanted names of the cookies to read; all others are skipped
     */
    public static Cookies parse(List<String> headers, List<String> wanted) {
        var values = new HashMap<String, String>();
        for (var header : headers) {
            if (header != null) {
                parse(header, wanted, values);
            }
        }
        return new Cookies(values);
    }

    private static void parse(String header, List<String> wanted, Map<String, String> values) {
        int start = 0;
        while (start < header.length()) {
            int semicolon = header.indexOf(';', start);
            int end = semicolon < 0 ? header.length() : semicolon;
            int equals = equalsSign(header, start, end);
            var name = equals < end ? name(header, start, equals, wanted) : null;
            if (name != null) {
                values.putIfAbsent(name, decoded(unquoted(trimmed(header, equals + 1, end))));
            }
            start = end + 1;
        }
    }

    /**
     * Returns the index of the equals sign, or the end of the cookie, so that a long header without equals signs is
     * searched only once.
     */
    private static int equalsSign(String header, int from, int to) {
        int at = from;
        while (at < to && header.charAt(at) != '=') {
            at++;
        }
        return at;
    }

    /** Returns the wanted name at this place, or null. Creates no string for the names of other cookies. */
    private static @Nullable String name(String header, int from, int to, List<String> wanted) {
        int start = from;
        int end = to;
        while (start < end && isBlank(header.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(header.charAt(end - 1))) {
            end--;
        }
        for (var name : wanted) {
            if (name.length() == end - start && header.startsWith(name, start)) {
                return name;
            }
        }
        return null;
    }

    private static String trimmed(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String unquoted(String value) {
        int end = value.length() - 1;
        return end > 0 && value.charAt(0) == '"' && value.charAt(end) == '"' ? value.substring(1, end) : value;
    }

    /** Decodes percent encoding; a value with an invalid escape stays as it is. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        var source = value.getBytes(StandardCharsets.UTF_8);
        var bytes = ByteBuffer.allocate(source.length);
        for (int i = 0; i < source.length; i++) {
            if (source[i] != '%') {
                bytes.put(source[i]);
                continue;
            }
            int code = i + 2 < source.length ? code(source[i + 1], source[i + 2]) : -1;
            if (code < 0) {
                return value;
            }
            bytes.put((byte) code);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    private static int code(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }

    /** Returns the value of a cookie, or null if the request does not have it. */
    @Nullable
    public String get(String name) {
        return values.get(name);
    }

    /** Returns the value of a cookie, or an empty string if the request does not have it. */
    public String text(String name) {
        var value = values.get(name);
        return value == null ? "" : value;
    }
}
