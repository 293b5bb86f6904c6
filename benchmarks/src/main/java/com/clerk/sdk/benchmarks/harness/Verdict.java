package com.clerk.sdk.benchmarks.harness;

/** The verdict on one measurement of a row. */
enum Verdict {
    WITHIN,
    OVER,
    /** The machine is too busy to tell. */
    NONE;

    /** The share of a processor from which on other processes do not matter. */
    private static final double UNDISTURBED = 0.95;

    /**
     * Returns the verdict on the ratio of CPU times: it is on one side of the bound by more than the doubt about it.
     */
    static Verdict of(Measurement measured, double bound) {
        double doubt = 1 + Math.max(measured.cpuRatioDoubt(), doubtByOtherProcesses(measured));
        if (measured.cpuRatio() * doubt <= bound) {
            return WITHIN;
        }
        return measured.cpuRatio() / doubt > bound ? OVER : NONE;
    }

    /**
     * Returns the share that others had: they leave the caches cold, which costs the subject more than the baseline.
     */
    private static double doubtByOtherProcesses(Measurement measured) {
        return measured.processorShare() >= UNDISTURBED ? 0 : 1 - measured.processorShare();
    }
}
