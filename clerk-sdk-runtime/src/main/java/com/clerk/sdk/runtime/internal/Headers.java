package com.clerk.sdk.runtime.internal;

/** What may stand in a header that the SDK sends. */
public final class Headers {
    private Headers() {}

    /**
     * Checks a header before it is used anywhere, since OkHttp would quote a bad value in its message.
     *
     * @param name name of the header
     * @param value value of the header
     * @throws IllegalArgumentException if HTTP does not allow the name or the value; the message never shows the value
     */
    public static void check(String name, String value) {
        checkName(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                throw new IllegalArgumentException(
                        "The value of the header " + name + " has a character at " + i + " that HTTP does not allow");
            }
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A header needs a name");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c == ':') {
                throw new IllegalArgumentException(
                        "A header name has a character at " + i + " that HTTP does not allow");
            }
        }
    }
}
