package com.clerk.sdk.benchmarks.harness;

/** The bytes that one operation of the baseline and one of the subject allocate. */
record Allocation(double baseline, double subject) {}
