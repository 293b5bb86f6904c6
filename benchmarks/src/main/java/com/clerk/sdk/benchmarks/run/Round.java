package com.clerk.sdk.benchmarks.run;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** What an operation cost while limit and subject took their turns: nanoseconds and bytes of garbage for each. */
record Round(double limitNanos, double nanos, double limitBytes, double bytes) {
    double ratio() {
        return nanos / limitNanos;
    }

    /** The same times with another round's garbage. */
    Round with(Round garbage) {
        return new Round(limitNanos, nanos, garbage.limitBytes, garbage.bytes);
    }

    String line() {
        return DoubleStream.of(limitNanos, nanos, limitBytes, bytes)
                .mapToObj(Double::toString)
                .collect(Collectors.joining(" "));
    }

    static Round of(String line) {
        var numbers =
                Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        return new Round(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
}
