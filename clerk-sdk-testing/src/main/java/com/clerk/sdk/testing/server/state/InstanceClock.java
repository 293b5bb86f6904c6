package com.clerk.sdk.testing.server.state;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of one instance: another clock, moved by an amount that tests can change. All times that the instance
 * writes or compares come from it. Safe for use by several threads.
 */
public final class InstanceClock extends Clock {
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");
    private static final String OUT_OF_RANGE =
            "The clock cannot show a time before 1970 or after 9999. Use a smaller amount.";

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

    /**
     * Moves the clock forward, or back if the amount is negative.
     *
     * @throws IllegalArgumentException if it would show a time that tokens and timestamps cannot have
     */
    public void move(Duration amount) {
        moved.updateAndGet(before -> sum(before, amount));
    }

    private Duration sum(Duration before, Duration amount) {
        try {
            var sum = before.plus(amount);
            var time = base.instant().plus(sum);
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(END)) {
                return sum;
            }
        } catch (ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(OUT_OF_RANGE, e);
        }
        throw new IllegalArgumentException(OUT_OF_RANGE);
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
