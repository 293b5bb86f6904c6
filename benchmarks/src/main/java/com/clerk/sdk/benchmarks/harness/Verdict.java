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
     * Returns the verdict on the ratio of CPU times: it is on one side of the bound by more than the doubt about it.
     * Other work on the machine only makes a row look slower, so more than that is asked before a row is called too
     * slow: the baseline is steady and has a processor for itself, or neither can explain the excess.
     */
    static Verdict of(Measurement measured, double bound) {
        double doubt = measured.cpuRatioDoubt();
        if (measured.cpuRatio() * (1 + doubt) <= bound) {
            return WITHIN;
        }
        double disturbed = Math.max(doubtByOtherProcesses(measured), doubtByScatter(measured));
        return measured.cpuRatio() / (1 + Math.max(doubt, disturbed)) > bound ? OVER : NONE;
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
