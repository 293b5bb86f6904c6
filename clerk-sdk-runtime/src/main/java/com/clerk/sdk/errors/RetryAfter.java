package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.internal.HttpDate;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Parses the header {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    /** The wait for more digits than {@link #MAX_DIGITS}: 31 years. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private RetryAfter() {}

    /** Accepts seconds or an HTTP date. Returns null for any other text, and zero for a date in the past. */
    static @Nullable Duration parse(String header, Instant now) {
        var text = header.trim();
        return isSeconds(text) ? seconds(text) : untilDate(text, now);
    }

    private static boolean isSeconds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static Duration seconds(String text) {
        return text.length() > MAX_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
    }

    private static @Nullable Duration untilDate(String text, Instant now) {
        var date = HttpDate.parse(text, now);
        if (date == null) {
            return null;
        }
        var wait = Duration.between(now, date);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
