package com.clerk.sdk.benchmarks.harness;

/**
 * The size of a measurement.
 *
 * @param forks fresh JVMs for each row
 * @param warmUpMillis of baseline and subject together, in each JVM
 * @param rounds turns of baseline and subject, in each JVM
 * @param roundMillis of a turn
 * @param flags of the JVM
 */
record Size(int forks, int warmUpMillis, int rounds, int roundMillis, String... flags) {
    /** Gives the figures to publish. */
    static final Size FULL = new Size(3, 4000, 20, 200);

    /** Shows that everything works. */
    static final Size SHORT = new Size(1, 1500, 15, 80);

    /**
     * Shows a difference of a tenth. The system has handed out the memory of the heap before, because asking for it
     * takes longer on a busy machine.
     */
    static final Size GUARD = new Size(
            1, 2000, 60, 40, "-XX:+UseSerialGC", "-XX:NewSize=256m", "-XX:MaxNewSize=256m", "-XX:+AlwaysPreTouch");

    /**
     * Counts bytes. With the first compiler alone a JVM allocates exactly what the code says; the second one removes
     * some of it, in one JVM more than in another.
     */
    static final Size ALLOCATION = new Size(1, 300, 3, 100, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
}
