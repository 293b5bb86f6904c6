package com.clerk.sdk.benchmarks.harness;

import java.util.Locale;

/** Figures as they stand in the tables. */
final class Text {
    private Text() {}

    static String of(String format, Object... values) {
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
}
