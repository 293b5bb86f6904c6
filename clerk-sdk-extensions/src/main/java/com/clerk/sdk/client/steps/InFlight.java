package com.clerk.sdk.client.steps;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lets one call of a step run at a time, so that a double click sends one code and opens one browser. */
final class InFlight {
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Runs a call.
     *
     * @throws IllegalStateException if another one is running
     */
    <T> T run(Supplier<T> call) {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("A request of this step is in progress: wait until it returns");
        }
        try {
            return call.get();
        } finally {
            running.set(false);
        }
    }
}
