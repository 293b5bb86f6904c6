package com.clerk.sdk.benchmarks.harness;

/** The verdict on one measurement of a row. */
enum Verdict {
    WITHIN,
    OVER,
    /** The machine is too busy to tell. */
    NONE;

    /** The share of a processor from which on other processes do not matter. */
    private static final double UNDISTURBED = 0.95;

    /** The scatter up to which a baseline is steady. */
    private static final double STEADY = 0.05;

    /**
     * Returns the verdict on the ratio of CPU times: it is on one side of the bound by more than the doubt about it. A
     * row is called too slow only where the baseline itself is steady, or cannot explain the excess.
     */
    static Verdict of(Measurement measured, double bound) {
        double doubt = Math.max(measured.cpuRatioDoubt(), doubtByOtherProcesses(measured));
        if (measured.cpuRatio() * (1 + doubt) <= bound) {
            return WITHIN;
        }
        double unsteady = Math.max(doubt, doubtByScatter(measured));
        return measured.cpuRatio() / (1 + unsteady) > bound ? OVER : NONE;
    }

    private static double doubtByScatter(Measurement measured) {
        return measured.baselineScatter() <= STEADY ? 0 : 2 * measured.baselineScatter();
    }

    /**
     * Returns the share that others had: they leave the caches cold, which costs the subject more than the baseline.
     */
    private static double doubtByOtherProcesses(Measurement measured) {
        return measured.processorShare() >= UNDISTURBED ? 0 : 1 - measured.processorShare();
    }
}
