package com.clerk.sdk.benchmarks.harness;

import java.util.OptionalDouble;

/**
 * The most time that a row may take, as a multiple of its baseline's.
 *
 * @param ratio the highest ratio that the guard accepts
 * @param target the ratio to reach; equal to {@code ratio} unless it is missed and {@code ratio} only stops regressions
 * @param goal the ratio that is aimed at and not held
 */
record TimeBound(double ratio, double target, OptionalDouble goal) {
    boolean misses(double measured) {
        return measured > target;
    }
}
