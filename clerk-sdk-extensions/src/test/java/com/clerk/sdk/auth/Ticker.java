package com.clerk.sdk.auth;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so. */
final class Ticker implements LongSupplier {
    /** Such a clock begins anywhere, and may run over while it is read. */
    private final AtomicLong nanos;

    Ticker() {
        this(0);
    }

    Ticker(long begin) {
        this.nanos = new AtomicLong(begin);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
