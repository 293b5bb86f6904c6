package com.clerk.sdk.internal;

import org.jspecify.annotations.Nullable;

/** Compares the names of headers, which requests may spell in any case (RFC 9110 section 5.1). */
public final class HeaderNames {
    private HeaderNames() {}

    /**
     * Whether a name is that of a header. Letters of ASCII alone are the same in both cases: no locale, and no other
     * letter that has one of them as its lower case.
     *
     * @param lowerCase name of the header in lower case
     * @param name the name in the request, or null
     * @return true if it is the header
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
