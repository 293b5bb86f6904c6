package com.clerk.sdk.client.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The cached token of one key, and the request for the next one. Thread-safe. */
final class TokenEntry {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    final SingleFlight<@Nullable SessionJwt> flight = new SingleFlight<>();
    private final TokenClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable CachedToken token;
    private volatile boolean over;
    private volatile long pausedSince;
    private volatile boolean paused;

    TokenEntry(TokenClock clock) {
        this.clock = clock;
    }

    @Nullable
    CachedToken token() {
        return token;
    }

    /** Returns how long the cached token is still valid, in nanoseconds; zero without a token. */
    long nanosLeft() {
        var present = token;
        return present == null ? 0 : present.nanosLeft(clock);
    }

    /** Keeps the fresher of the cached token and another one, and returns the one that is kept. */
    CachedToken keep(CachedToken other, boolean minted) {
        lock.lock();
        try {
            var kept = CachedToken.fresher(token, other, minted, clock);
            if (!over) {
                token = kept;
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /** Ends this entry with its session: nothing is kept any more, and nobody waits any longer. */
    void end() {
        lock.lock();
        try {
            over = true;
            token = null;
        } finally {
            lock.unlock();
        }
        flight.release(null);
    }

    boolean isOver() {
        return over;
    }

    /** Begins the time in which a live token is used without another request, since one has just been made. */
    void pause() {
        pausedSince = clock.nanos();
        paused = true;
    }

    boolean isPaused() {
        return paused && clock.nanos() - pausedSince < PAUSE_NANOS;
    }
}
