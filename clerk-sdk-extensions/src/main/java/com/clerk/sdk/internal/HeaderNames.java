package com.clerk.sdk.internal;

import org.jspecify.annotations.Nullable;

/** Compares the names of headers, which are case-insensitive (RFC 9110 section 5.1). */
public final class HeaderNames {
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
}
