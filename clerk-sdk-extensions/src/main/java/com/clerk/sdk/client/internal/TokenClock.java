package com.clerk.sdk.client.internal;

/**
 * The two clocks that together tell how much time has passed: the monotonic one stands still while a laptop sleeps, and
 * the wall clock can be set to any time.
 */
public interface TokenClock {
    /** Returns the monotonic time in nanoseconds. */
    long nanos();

    /** Returns the wall time in milliseconds since 1970. */
    long millis();

    /** Returns the clocks of the system. */
    static TokenClock system() {
        return new TokenClock() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public long millis() {
                return System.currentTimeMillis();
            }
        };
    }
}
