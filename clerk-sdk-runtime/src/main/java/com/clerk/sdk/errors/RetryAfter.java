package com.clerk.sdk.errors;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the header {@code Retry-After} (RFC 9110 section 10.2.3). */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;

    /** The wait for more digits than {@link #MAX_DIGITS}: 31 years. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private static final int MAX_YEARS_AHEAD = 50;

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
        for (var form : forms(now)) {
            try {
                var wait = Duration.between(now, Instant.from(form.parse(text)));
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeException e) {
                // Another form may fit.
            }
        }
        return null;
    }

    /** The three forms of RFC 9110 section 5.6.7; recipients must accept the two obsolete ones too. */
    private static List<DateTimeFormatter> forms(Instant now) {
        // A year of two digits that seems to be more than 50 years ahead is one of the past.
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() + MAX_YEARS_AHEAD - 99;
        var rfc850 = new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        var asctime = new DateTimeFormatterBuilder()
                .appendPattern("EEE MMM")
                .appendPattern(" ppd HH:mm:ss yyyy")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
        return List.of(DateTimeFormatter.RFC_1123_DATE_TIME, rfc850, asctime);
    }
}
