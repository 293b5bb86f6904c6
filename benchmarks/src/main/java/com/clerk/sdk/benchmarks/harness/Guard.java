package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the time of rows to their bounds. A row gets three tries, each in a fresh JVM: it passes as soon as the latest
 * try, or all tries so far together, are within the bound, and is too slow when each of the three is over it. Otherwise
 * the machine is too busy for a verdict.
 */
final class Guard {
    private static final int TRIES = 3;

    /** Measures a row once. */
    @FunctionalInterface
    interface Measuring {
        Measurement measure(Row row) throws IOException, InterruptedException;
    }

    private final Measuring measuring;
    private final PrintStream out;
    private final List<String> tooSlow = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();

    Guard(Measuring measuring, PrintStream out) {
        this.measuring = measuring;
        this.out = out;
    }

    /** Returns a line for each row that is too slow; none when the build may pass. */
    List<String> check(List<Row> rows) throws IOException, InterruptedException {
        for (var row : rows) {
            check(row);
        }
        if (!undecided.isEmpty()) {
            out.println("no verdict, the machine is too busy: " + String.join(", ", undecided));
        }
        return tooSlow;
    }

    private void check(Row row) throws IOException, InterruptedException {
        double bound = row.bounds().ratio();
        var tries = new ArrayList<Measurement>();
        while (tries.size() < TRIES) {
            tries.add(measuring.measure(row));
            var soFar = new Measurement(
                    row,
                    tries.stream().flatMap(each -> each.iterations().stream()).toList());
            var latest = tries.get(tries.size() - 1);
            // Other work on the machine makes a row look slower, never faster, so one try within is enough.
            var shown = Verdict.of(latest, bound) == Verdict.WITHIN ? latest : soFar;
            var verdict = Verdict.of(shown, bound);
            out.println(line(shown, verdict));
            if (verdict == Verdict.WITHIN) {
                return;
            }
        }
        if (tries.stream().allMatch(each -> Verdict.of(each, bound) == Verdict.OVER)) {
            tooSlow.add(Text.of("%s takes more than %.2f x the CPU time of its baseline", row.id(), bound));
        } else {
            undecided.add(row.id());
        }
    }

    private static String line(Measurement measured, Verdict verdict) {
        return Text.of(
                "%-18s %6.3f x its baseline, at most %-4.2f (+- %4.1f %%, processor %3.0f %%)  %s",
                measured.row().id(),
                measured.cpuRatio(),
                measured.row().bounds().ratio(),
                100 * measured.cpuRatioDoubt(),
                100 * measured.processorShare(),
                remark(measured, verdict));
    }

    private static String remark(Measurement measured, Verdict verdict) {
        if (verdict != Verdict.WITHIN) {
            return verdict == Verdict.OVER ? "OVER ITS BOUND" : "no verdict";
        }
        var bounds = measured.row().bounds();
        if (measured.cpuRatio() > bounds.targetRatio()) {
            return Text.of("within, misses its target of %.2f", bounds.targetRatio());
        }
        return bounds.targetRatio() < bounds.ratio() ? "within, reaches its target: make that the bound" : "within";
    }
}
