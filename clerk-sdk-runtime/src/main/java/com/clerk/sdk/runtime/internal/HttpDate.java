package com.clerk.sdk.runtime.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses the dates of HTTP headers (RFC 9110 section 5.6.7). */
public final class HttpDate {
    private static final int MAX_LENGTH = 40;
    private static final int MAX_YEARS_AHEAD = 50;
    private static final DateTimeFormatter ASCTIME = new DateTimeFormatterBuilder()
            .appendPattern("EEE MMM")
            .appendPattern(" ppd HH:mm:ss yyyy")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpDate() {}

    /**
     * Returns the time of a date. Recipients must accept the two obsolete forms too.
     *
     * @param text the value of the header
     * @param now the present time, which tells the century of a year of two digits
     * @return the time, or null if the text is not a date
     */
    public static @Nullable Instant parse(String text, Instant now) {
        var date = text.trim();
        if (date.length() > MAX_LENGTH) {
            return null;
        }
        var usual = parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
        if (usual != null) {
            return usual;
        }
        var obsolete = parse(date, rfc850(now));
        return obsolete == null ? parse(date, ASCTIME) : obsolete;
    }

    private static @Nullable Instant parse(String date, DateTimeFormatter form) {
        try {
            return Instant.from(form.parse(date));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static DateTimeFormatter rfc850(Instant now) {
        // A year of two digits that seems to be more than 50 years ahead is one of the past.
        int firstYear = now.atOffset(ZoneOffset.UTC).getYear() + MAX_YEARS_AHEAD - 99;
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, firstYear)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withZone(ZoneOffset.UTC);
    }
}
