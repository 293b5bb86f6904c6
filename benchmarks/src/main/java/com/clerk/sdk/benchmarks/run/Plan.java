package com.clerk.sdk.benchmarks.run;

import java.util.List;

/**
 * How long to measure: a warm-up of both, then rounds in which limit and subject take turns, and all of this in so many
 * fresh JVMs.
 */
record Plan(int forks, int warmUpMillis, int rounds, int roundMillis) {
    /** Long enough to see a difference of a tenth on a noisy machine. */
    static final Plan SHORT = new Plan(1, 1500, 15, 80);

    static final Plan FULL = new Plan(3, 4000, 20, 200);

    List<String> arguments() {
        return List.of(Integer.toString(warmUpMillis), Integer.toString(rounds), Integer.toString(roundMillis));
    }
}
