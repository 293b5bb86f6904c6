package com.clerk.sdk.benchmarks.harness;

import java.util.List;

/**
 * The length of a measurement: a warm-up of baseline and subject, then rounds in which they take turns, in as many
 * fresh JVMs with these flags.
 */
record Plan(int forks, int warmUpMillis, int rounds, int roundMillis, List<String> flags) {
    static final Plan FULL = new Plan(3, 4000, 20, 200, List.of());

    static final Plan SHORT = new Plan(1, 1500, 15, 80, List.of());

    /** With a heap whose memory the system has handed out before: asking for it takes longer on a busy machine. */
    static final Plan GUARD = new Plan(
            1,
            2000,
            30,
            40,
            List.of("-XX:+UseSerialGC", "-XX:NewSize=256m", "-XX:MaxNewSize=256m", "-XX:+AlwaysPreTouch"));

    List<String> arguments() {
        return List.of(Integer.toString(warmUpMillis), Integer.toString(rounds), Integer.toString(roundMillis));
    }
}
