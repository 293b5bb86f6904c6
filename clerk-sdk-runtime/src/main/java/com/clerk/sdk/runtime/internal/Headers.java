package com.clerk.sdk.runtime.internal;

/** Checks the headers that the SDK sends (RFC 9110 section 5). */
public final class Headers {
    private Headers() {}

    /**
     * Checks a header. OkHttp checks it too, but quotes an invalid value in its message.
     *
     * @param name name of the header
     * @param value value of the header
     * @throws IllegalArgumentException if the name or the value is not allowed in HTTP; the message never shows the
     *     value
     */
    public static void check(String name, String value) {
        checkName(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw new IllegalArgumentException("The value of the header " + name + " has a character at index " + i
                        + " that HTTP does not allow");
            }
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("The name of a header must not be empty");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == ':') {
                throw new IllegalArgumentException(
                        "The name of a header has a character at index " + i + " that HTTP does not allow");
            }
        }
    }
}
