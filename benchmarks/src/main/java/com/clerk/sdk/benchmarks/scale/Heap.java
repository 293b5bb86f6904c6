package com.clerk.sdk.benchmarks.scale;

/** The heap that is in use and cannot be freed. */
final class Heap {
    private Heap() {}

    static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
