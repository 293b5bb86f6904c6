package com.clerk.sdk.auth.jwt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes when a test says so. */
public final class Ticker implements LongSupplier {
    /** Such a clock begins anywhere, and may run over while it is read. */
    private final AtomicLong nanos;

    public Ticker() {
        this(0);
    }

    public Ticker(long begin) {
        this.nanos = new AtomicLong(begin);
    }

    public void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
