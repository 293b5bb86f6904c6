package com.clerk.sdk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds headers in maps that may spell their names in any case (RFC 9110 section 5.1), and may hold nulls. */
public final class HeaderMaps {
    private HeaderMaps() {}

    /**
     * Finds all values of a header.
     *
     * @param headers values by name
     * @param lowerCase name of the header in lower case
     * @return its values; a value may be null where the map has one
     */
    public static List<String> values(Map<String, ? extends List<String>> headers, String lowerCase) {
        List<String> found = List.of();
        for (var entry : headers.entrySet()) {
            if (isNamed(lowerCase, entry.getKey()) && entry.getValue() != null) {
                found = found.isEmpty() ? entry.getValue() : joined(found, entry.getValue());
            }
        }
        return found;
    }

    /** Several spellings of one name in a map are the same header. */
    private static List<String> joined(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }

    /** Compares letters of ASCII alone: no locale, and no other letter that has one of them as its lower case. */
    private static boolean isNamed(String lowerCase, @Nullable String name) {
        if (name == null || name.length() != lowerCase.length()) {
            return false;
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
}
