package com.clerk.sdk.benchmarks.harness;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.openjdk.jmh.util.Statistics;

/** Figures as they stand in the reports. */
public final class Text {
    private Text() {}

    public static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String time(double nanos) {
        if (nanos < 1_000) {
            return of("%.0f ns", nanos);
        }
        return nanos < 1_000_000 ? of("%.1f µs", nanos / 1e3) : of("%.2f ms", nanos / 1e6);
    }

    static String bytes(double bytes) {
        if (bytes < 10_000) {
            return of("%.0f B", bytes);
        }
        return bytes < 10_000_000 ? of("%.1f KB", bytes / 1e3) : of("%.1f MB", bytes / 1e6);
    }

    static String ratio(double ratio) {
        return ratio < 0.1 ? of("%.3f", ratio) : of("%.2f", ratio);
    }

    /** Returns the figures at two percentiles. */
    public static String range(Statistics figures, double from, double to, DoubleFunction<String> format) {
        return format.apply(figures.getPercentile(from)) + " to " + format.apply(figures.getPercentile(to));
    }
}
