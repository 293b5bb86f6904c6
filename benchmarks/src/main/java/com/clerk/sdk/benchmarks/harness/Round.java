package com.clerk.sdk.benchmarks.harness;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * One turn of the baseline and one of the subject: wall time and CPU time in nanoseconds, and bytes of garbage, for an
 * operation of each.
 */
record Round(Cost baseline, Cost subject) {
    /** The cost of an operation. */
    record Cost(double nanos, double cpuNanos, double bytes) {}

    static Round of(String line) {
        var numbers =
                Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Round(new Cost(numbers[0], numbers[1], numbers[2]), new Cost(numbers[3], numbers[4], numbers[5]));
    }

    double ratio() {
        return subject.nanos / baseline.nanos;
    }

    double cpuRatio() {
        return subject.cpuNanos / baseline.cpuNanos;
    }

    /** Returns the same times with the garbage of another round. */
    Round with(Round garbage) {
        return new Round(with(baseline, garbage.baseline), with(subject, garbage.subject));
    }

    private static Cost with(Cost time, Cost garbage) {
        return new Cost(time.nanos, time.cpuNanos, garbage.bytes);
    }

    String line() {
        return DoubleStream.of(
                        baseline.nanos,
                        baseline.cpuNanos,
                        baseline.bytes,
                        subject.nanos,
                        subject.cpuNanos,
                        subject.bytes)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }
}
