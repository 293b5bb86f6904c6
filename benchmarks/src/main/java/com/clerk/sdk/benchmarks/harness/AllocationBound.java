package com.clerk.sdk.benchmarks.harness;

import java.util.Locale;

/**
 * The most bytes that one operation of a row may allocate.
 *
 * @param bytes the count when the bound was set
 * @param beyondBaseline whether the baseline's bytes, which are Java's own, are subtracted first
 */
record AllocationBound(double bytes, boolean beyondBaseline) {
    private static final double TOLERANCE = 0.05;

    /** Returns how an allocation exceeds the bound, or an empty text when it does not. */
    String problem(Allocation allocated) {
        double counted = counted(allocated);
        if (counted <= bytes * (1 + TOLERANCE)) {
            return "";
        }
        var beyond = beyondBaseline ? " beyond its baseline" : "";
        return String.format(
                Locale.ROOT,
                "An operation allocates %.0f bytes%s, more than %.0f and a tolerance of 5 %%."
                        + " See benchmarks/README.md, \"When the allocation test fails\".",
                counted,
                beyond,
                bytes);
    }

    double counted(Allocation allocated) {
        return beyondBaseline ? allocated.subject() - allocated.baseline() : allocated.subject();
    }
}
