package com.clerk.sdk.benchmarks.harness;

/**
 * The most bytes that one operation of a row may allocate.
 *
 * @param bytes the count when the bound was set
 * @param beyondBaseline whether the baseline's bytes, which are Java's own, are subtracted first
 */
record AllocationBound(double bytes, boolean beyondBaseline) {
    private static final double TOLERANCE = 0.05;

    /** Returns how a measurement exceeds the bound, or an empty text if it does not. */
    String problem(Measurement measured) {
        // A part of a byte is of JMH's own objects, which it divides by the operations: a bound may be zero.
        if (Math.floor(counted(measured)) <= bytes * (1 + TOLERANCE)) {
            return "";
        }
        return Text.of(
                "An operation allocates %.0f bytes%s, more than %.0f and a tolerance of 5 %%."
                        + " See benchmarks/README.md, \"When the allocation test fails\".",
                counted(measured), beyondBaseline ? " beyond its baseline" : "", bytes);
    }

    double counted(Measurement measured) {
        return beyondBaseline ? measured.bytesBeyondBaseline() : measured.bytes();
    }
}
