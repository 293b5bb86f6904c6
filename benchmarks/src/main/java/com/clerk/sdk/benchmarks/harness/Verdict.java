package com.clerk.sdk.benchmarks.harness;

/** The verdict on one measurement of a row. */
enum Verdict {
    WITHIN,
    OVER,
    /** The baseline scatters too much to tell. */
    NONE;

    /** The scatter up to which a baseline is steady, and the ratio taken as it is. */
    private static final double STEADY = 0.03;

    /**
     * Returns the verdict on the ratio of CPU times. If the baseline is not steady, the ratio counts only if it is on
     * one side of the bound by more than twice the scatter.
     */
    static Verdict of(Measurement measured, double bound) {
        double scatter = measured.baselineScatter();
        double doubt = scatter <= STEADY ? 1 : 1 + 2 * scatter;
        if (measured.cpuRatio() * doubt <= bound) {
            return WITHIN;
        }
        return measured.cpuRatio() / doubt > bound ? OVER : NONE;
    }
}
