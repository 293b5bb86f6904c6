package com.clerk.sdk.errors;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Parses the header {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    private RetryAfter() {}

    /** Accepts seconds or an HTTP date. Returns null for any other text, and zero for a date in the past. */
    static @Nullable Duration parse(String header, Instant now) {
        var text = header.trim();
        return isSeconds(text) ? Duration.ofSeconds(Long.parseLong(text)) : untilDate(text, now);
    }

    private static boolean isSeconds(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Duration untilDate(String text, Instant now) {
        try {
            var wait = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
