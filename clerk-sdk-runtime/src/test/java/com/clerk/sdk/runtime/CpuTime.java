package com.clerk.sdk.runtime;

import java.time.Duration;

/** Measures the CPU time of some work, which does not depend on what else the machine does. */
public final class CpuTime {
    private static final int ROUNDS = 5;

    /** Shorter times are noise: of the compiler and of the garbage collector. */
    private static final Duration LEAST = Duration.ofMillis(50);

    private CpuTime() {}

    /** Returns the CPU time that the process spent during the best of some rounds. */
    public static Duration of(Runnable work) {
        var best = Duration.ofDays(1);
        for (int i = 0; i < ROUNDS; i++) {
            var start = now();
            work.run();
            var spent = now().minus(start);
            best = spent.compareTo(best) < 0 ? spent : best;
        }
        return best.compareTo(LEAST) < 0 ? LEAST : best;
    }

    private static Duration now() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
