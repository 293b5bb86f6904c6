package com.clerk.sdk.testing.server.state;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of one instance: another clock, moved by an amount that tests can change. All times that the instance
 * writes or compares come from it. Safe for use by several threads.
 */
public final class InstanceClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> moved;

    /** Makes a clock that shows the same time as another. */
    public InstanceClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private InstanceClock(Clock base, AtomicReference<Duration> moved) {
        this.base = base;
        this.moved = moved;
    }

    /** Moves the clock forward, or back if the amount is negative. */
    public void move(Duration amount) {
        moved.updateAndGet(amount::plus);
    }

    /** Moves the clock so that it shows the given time now. */
    public void set(Instant time) {
        moved.set(Duration.between(base.instant(), time));
    }

    /** Makes the clock show the same time as the other one again. */
    public void reset() {
        moved.set(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new InstanceClock(base.withZone(zone), moved);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(moved.get());
    }
}
