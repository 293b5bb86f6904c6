package com.clerk.sdk.benchmarks.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of the soak and of paging. */
final class ScaleTables {
    static final String SOAK = "soak";
    static final String PAGING = "paging";

    private static final int WINDOWS_OF_A_MINUTE = 6;

    private final Store store;

    ScaleTables(Store store) {
        this.store = store;
    }

    void addTo(List<String> out) {
        soak(store.lines(SOAK), out);
        paging(store.lines(PAGING), out);
    }

    /**
     * Lines of the soak, for every ten seconds: tokens for a second, bytes of heap, how many distinct tokens there are.
     */
    private static void soak(List<String> lines, List<String> out) {
        if (lines.isEmpty()) {
            return;
        }
        var tokens = Text.of("%,.0f", column(lines, 2)[0]);
        out.addAll(
                List.of("", "## Soak: two threads, " + tokens + " distinct tokens over and over, heap of 256 MB", ""));
        out.addAll(List.of("The cache of seen tokens has its usual size.", ""));
        out.addAll(List.of("| | tokens for a second | slowest to fastest 10 s | heap in use after collection |"));
        out.add("|---|---|---|---|");
        for (int from = 0; from < lines.size(); from += WINDOWS_OF_A_MINUTE) {
            int to = Math.min(lines.size(), from + WINDOWS_OF_A_MINUTE);
            out.add(minute(from / WINDOWS_OF_A_MINUTE + 1, lines.subList(from, to)));
        }
    }

    private static String minute(int number, List<String> lines) {
        var rates = column(lines, 0);
        var heaps = column(lines, 1);
        return Text.of(
                "| minute %d | %,.0f | %,.0f to %,.0f | %.1f to %.1f MB |",
                number,
                Measurement.quantile(rates, 0.5),
                Measurement.quantile(rates, 0),
                Measurement.quantile(rates, 1),
                Measurement.quantile(heaps, 0) / 1e6,
                Measurement.quantile(heaps, 1) / 1e6);
    }

    private static double[] column(List<String> lines, int index) {
        return lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[index]))
                .toArray();
    }

    /** Lines of the paging: users, seconds, bytes of heap at the last user. */
    private static void paging(List<String> lines, List<String> out) {
        if (lines.isEmpty()) {
            return;
        }
        out.addAll(List.of("", "## Paging through users, 500 to a page, heap of 96 MB", ""));
        out.addAll(List.of("Server and client in one process.", ""));
        out.addAll(List.of("| users | seconds | for a user | heap in use at the last one |", "|---|---|---|---|"));
        var rows = new ArrayList<String>();
        for (var line : lines) {
            var values = Arrays.stream(line.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            rows.add(Text.of(
                    "| %,.0f | %.2f | %.1f µs | %.1f MB |",
                    values[0], values[1], 1e6 * values[1] / values[0], values[2] / 1e6));
        }
        out.addAll(rows);
    }
}
