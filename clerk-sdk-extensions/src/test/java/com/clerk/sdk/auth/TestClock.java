package com.clerk.sdk.auth;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test sets. */
public final class TestClock extends Clock {
    private volatile long millis = TestTokens.NOW * 1000;

    public TestClock() {}

    /** Sets it to so many milliseconds after {@link TestTokens#NOW}. */
    public void at(long millisFromNow) {
        millis = TestTokens.NOW * 1000 + millisFromNow;
    }

    @Override
    public long millis() {
        return millis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
