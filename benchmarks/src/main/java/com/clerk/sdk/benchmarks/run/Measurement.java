package com.clerk.sdk.benchmarks.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What a row came to. */
record Measurement(Row row, List<Round> rounds) {
    /** The middle of the rounds' ratios, which a few disturbed rounds do not move. */
    double ratio() {
        return quantile(Round::ratio, 0.5);
    }

    double lowRatio() {
        return quantile(Round::ratio, 0.1);
    }

    double highRatio() {
        return quantile(Round::ratio, 0.9);
    }

    double nanos() {
        return quantile(Round::nanos, 0.5);
    }

    double limitNanos() {
        return quantile(Round::limitNanos, 0.5);
    }

    /** Garbage is the same every time, but for what the measuring itself leaves: so the least is the truth. */
    double bytes() {
        return quantile(Round::bytes, 0);
    }

    double limitBytes() {
        return quantile(Round::limitBytes, 0);
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
