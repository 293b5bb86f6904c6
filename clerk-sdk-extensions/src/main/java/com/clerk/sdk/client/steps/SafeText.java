package com.clerk.sdk.client.steps;

import java.util.regex.Pattern;

/** Names and ids of Clerk in texts that people read: a log line must not grow or break by what a server sends. */
final class SafeText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private SafeText() {}

    /** Returns a name or an id, or {@code unknown} if it has another form. */
    static String of(String text) {
        return NAME.matcher(text).matches() ? text : "unknown";
    }
}
