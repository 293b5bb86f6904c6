package com.clerk.sdk.benchmarks.harness;

import static java.util.Objects.requireNonNullElse;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of the tables; rows.yaml explains the fields.
 *
 * @param against the benchmark that is the baseline
 * @param subject the benchmark that does all of the work
 * @param heap the size of the heap, as the JVM takes it
 */
record Row(
        String id,
        String title,
        String against,
        String subject,
        Map<String, String> params,
        int threads,
        String variant,
        String heap,
        @Nullable Bounds bounds) {
    /** The package of the benchmarks' packages, which rows.yaml leaves out. */
    static final String BENCHMARKS = "com.clerk.sdk.benchmarks.";

    /** Takes a row as it stands in rows.yaml, which leaves out what is usual. */
    Row {
        params = requireNonNullElse(params, Map.of());
        threads = Math.max(1, threads);
        variant = requireNonNullElse(variant, ClassPaths.SDK);
        heap = requireNonNullElse(heap, "512m");
    }

    Row with(String baseline, String other) {
        return new Row(id, title, baseline, other, params, threads, variant, heap, bounds);
    }

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
}
