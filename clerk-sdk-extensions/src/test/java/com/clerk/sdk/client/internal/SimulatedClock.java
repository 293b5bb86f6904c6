package com.clerk.sdk.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** The clocks of a machine that a test moves. */
final class SimulatedClock implements TokenClock {
    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);
    private final AtomicLong millis;

    SimulatedClock(Instant start) {
        millis = new AtomicLong(start.toEpochMilli());
    }

    /** Lets time pass. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        millis.addAndGet(time.toMillis());
    }

    /** Lets the machine sleep: the monotonic clock stands still. */
    void sleep(Duration time) {
        millis.addAndGet(time.toMillis());
    }

    /** Sets the wall clock forward or back. */
    void setWallClock(Duration change) {
        millis.addAndGet(change.toMillis());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public long millis() {
        return millis.get();
    }
}
