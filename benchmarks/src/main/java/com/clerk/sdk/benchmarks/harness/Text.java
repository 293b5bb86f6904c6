package com.clerk.sdk.benchmarks.harness;

import java.util.List;
import java.util.Locale;

/** Figures and tables as they stand in the reports. */
final class Text {
    private Text() {}

    static String of(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Adds the heading, an introduction, and the head of a table. */
    static void table(List<String> out, String heading, String introduction, String... columns) {
        out.addAll(List.of("", "## " + heading, ""));
        if (!introduction.isEmpty()) {
            out.addAll(List.of(introduction, ""));
        }
        out.addAll(List.of(row((Object[]) columns), "|" + "---|".repeat(columns.length)));
    }

    static String row(Object... cells) {
        return "| "
                + String.join(
                        " | ", List.of(cells).stream().map(String::valueOf).toList()) + " |";
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
