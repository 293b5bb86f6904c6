package com.clerk.sdk.benchmarks.harness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the tables; rows.yaml explains the fields.
 *
 * @param against the benchmark that is the baseline
 * @param subject the benchmark that does all of the work
 */
record Row(
        String id,
        String title,
        String against,
        String subject,
        Map<String, String> params,
        int threads,
        String variant,
        @Nullable Bounds bounds) {
    private static final String BENCHMARKS = "com.clerk.sdk.benchmarks.";

    /** The bounds of a row. */
    record Bounds(
            double ratio,
            @Nullable Double target,
            @Nullable Double goal,
            @Nullable Map<Integer, Double> bytes,
            @Nullable Map<Integer, Double> bytesBeyondBaseline) {
        /** Returns the ratio to reach, which is the bound itself unless it is missed. */
        double targetRatio() {
            return target == null ? ratio : target;
        }

        /** Returns the bound of the allocation on a Java version, or null if it is not held there. */
        @Nullable
        AllocationBound allocation(int java) {
            boolean beyond = bytesBeyondBaseline != null;
            var bound = (beyond ? bytesBeyondBaseline : bytes).get(java);
            return bound == null ? null : new AllocationBound(bound, beyond);
        }
    }

    /** Returns the row with the defaults of fields that rows.yaml does not give. */
    Row complete(String groupAgainst) {
        return new Row(
                id,
                title,
                BENCHMARKS + orElse(against, groupAgainst),
                BENCHMARKS + subject,
                orElse(params, Map.of()),
                Math.max(1, threads),
                orElse(variant, ClassPaths.SDK),
                bounds);
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
