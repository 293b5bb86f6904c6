package com.clerk.sdk.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of a row, and the figures that the tables and the guard take from them. */
record Measurement(Row row, List<Round> rounds) {
    /** Returns the median of the rounds' ratios, which a few disturbed rounds do not move. */
    double ratio() {
        return quantile(Round::ratio, 0.5);
    }

    double lowRatio() {
        return quantile(Round::ratio, 0.1);
    }

    double highRatio() {
        return quantile(Round::ratio, 0.9);
    }

    /** Returns the median of the ratios of CPU times, which is what the guard holds. */
    double cpuRatio() {
        return quantile(Round::cpuRatio, 0.5);
    }

    /** Returns the interquartile range of the baseline's CPU times as a share of their median. */
    double baselineScatter() {
        ToDoubleFunction<Round> cpu = round -> round.baseline().cpuNanos();
        return (quantile(cpu, 0.75) - quantile(cpu, 0.25)) / quantile(cpu, 0.5);
    }

    double nanos() {
        return quantile(round -> round.subject().nanos(), 0.5);
    }

    double baselineNanos() {
        return quantile(round -> round.baseline().nanos(), 0.5);
    }

    /** Returns the least garbage of all rounds: it is the same every time, but for what measuring adds. */
    double bytes() {
        return quantile(round -> round.subject().bytes(), 0);
    }

    double baselineBytes() {
        return quantile(round -> round.baseline().bytes(), 0);
    }

    private double quantile(ToDoubleFunction<Round> of, double q) {
        return quantile(rounds.stream().mapToDouble(of).toArray(), q);
    }

    static double quantile(double[] values, double q) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
