package com.clerk.sdk.client.steps;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Lets one request of a step run at a time, so that a code is sent and a password is tried once per intention. */
final class InFlight {
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * Runs a request.
     *
     * @throws IllegalStateException if another one is running
     */
    <T> T run(Supplier<T> request) {
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException("A request of this step is in progress: wait until it returns");
        }
        try {
            return request.get();
        } finally {
            running.set(false);
        }
    }
}
