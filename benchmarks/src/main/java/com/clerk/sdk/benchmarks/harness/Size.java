package com.clerk.sdk.benchmarks.harness;

/**
 * The size of a measurement.
 *
 * @param forks fresh JVMs for each row
 * @param warmUpMillis of baseline and subject together, in each JVM
 * @param iterations of baseline and subject in turns, in each JVM
 * @param iterationMillis of an iteration, both together
 * @param flags of the JVM
 */
record Size(int forks, int warmUpMillis, int iterations, int iterationMillis, String... flags) {
    /** Gives the figures to publish. */
    static final Size FULL = new Size(3, 3000, 300, 10);

    /** Shows that everything works. */
    static final Size SHORT = new Size(1, 1500, 100, 10);

    /**
     * Shows a difference of a fiftieth. The system has handed out the memory of the heap before, because asking for it
     * takes longer on a busy machine.
     */
    static final Size GUARD = new Size(
            1, 2000, 960, 5, "-XX:+UseSerialGC", "-XX:NewSize=256m", "-XX:MaxNewSize=256m", "-XX:+AlwaysPreTouch");

    /**
     * Counts bytes. With the first compiler alone a JVM allocates exactly what the code says; the second one removes
     * some of it, in one JVM more than in another.
     */
    static final Size ALLOCATION = new Size(1, 300, 3, 200, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
}
