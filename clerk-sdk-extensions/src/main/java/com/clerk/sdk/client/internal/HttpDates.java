package com.clerk.sdk.client.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Date} (RFC 9110 section 6.6.1). */
final class HttpDates {
    private static final int MAX_LENGTH = 40;

    private HttpDates() {}

    /** Returns the time, or null if the text is not one. */
    static @Nullable Instant parse(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.trim()));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
