package com.clerk.sdk.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds rows to their bounds. A row that is over its bound is measured again in a fresh JVM, since a busy machine is no
 * reason to fail; one that is over it three times is slow.
 */
final class Guard {
    private static final int TRIES = 3;

    /** Measures a row once. */
    @FunctionalInterface
    interface Measuring {
        Measurement measure(Row row) throws IOException, InterruptedException;
    }

    private final Bounds bounds;
    private final Measuring measuring;
    private final PrintStream out;

    Guard(Bounds bounds, Measuring measuring, PrintStream out) {
        this.bounds = bounds;
        this.measuring = measuring;
        this.out = out;
    }

    /** Gives the problems of all rows; none when the build may pass. */
    List<String> check(List<Row> rows) throws IOException, InterruptedException {
        var problems = new ArrayList<String>();
        for (var row : rows) {
            var problem = check(row);
            if (!problem.isEmpty()) {
                problems.add(row.id() + ": " + problem + ", in each of " + TRIES + " tries");
            }
        }
        return problems;
    }

    private String check(Row row) throws IOException, InterruptedException {
        var bound = bounds.of(row.id());
        var problem = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            var measured = measuring.measure(row);
            problem = bound.problem(measured);
            out.println(line(measured, bound, problem));
            if (problem.isEmpty()) {
                return "";
            }
        }
        return problem;
    }

    private static String line(Measurement measured, Bound bound, String problem) {
        return String.format(
                Locale.ROOT,
                "%-26s %7.3f x (%.3f to %.3f), at most %-5.2f %9.0f bytes beyond its limit  %s",
                measured.row().id(),
                measured.ratio(),
                measured.lowRatio(),
                measured.highRatio(),
                bound.ratio(),
                measured.bytes() - measured.limitBytes(),
                remark(measured, bound, problem));
    }

    private static String remark(Measurement measured, Bound bound, String problem) {
        if (!problem.isEmpty()) {
            return "OVER ITS BOUND: " + problem;
        }
        if (bound.misses(measured)) {
            return String.format(Locale.ROOT, "misses its target of %.2f", bound.target());
        }
        return bound.target() < bound.ratio() ? "reaches its target now: make it the bound" : "";
    }
}
