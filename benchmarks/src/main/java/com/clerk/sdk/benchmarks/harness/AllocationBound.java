package com.clerk.sdk.benchmarks.harness;

/**
 * The most bytes that one operation of a row may allocate.
 *
 * @param bytes the count when the bound was set
 * @param beyondBaseline whether the baseline's bytes, which are Java's own, are subtracted first
 */
record AllocationBound(double bytes, boolean beyondBaseline) {
    private static final double TOLERANCE = 0.05;

    /** The bytes that one operation of the baseline and one of the subject allocate. */
    record Allocation(double baseline, double subject) {}

    /** Returns how an allocation exceeds the bound, or an empty text if it does not. */
    String problem(Allocation allocated) {
        double counted = counted(allocated);
        if (counted <= bytes * (1 + TOLERANCE)) {
            return "";
        }
        return Text.of(
                "An operation allocates %.0f bytes%s, more than %.0f and a tolerance of 5 %%."
                        + " See benchmarks/README.md, \"When the allocation test fails\".",
                counted, beyondBaseline ? " beyond its baseline" : "", bytes);
    }

    double counted(Allocation allocated) {
        return beyondBaseline ? allocated.subject - allocated.baseline : allocated.subject;
    }
}
