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
    private final Pause afterRequest = new Pause();
    private final Pause afterRefusal = new Pause();

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
        afterRequest.begin(clock);
    }

    boolean isPaused() {
        return afterRequest.isRunning(clock);
    }

    /** Begins the time in which a token that a server refuses is not replaced, since it has just been replaced. */
    void pauseAfterRefusal() {
        afterRefusal.begin(clock);
    }

    boolean isPausedAfterRefusal() {
        return afterRefusal.isRunning(clock);
    }

    private static final class Pause {
        private volatile long since;
        private volatile boolean begun;

        void begin(TokenClock clock) {
            since = clock.nanos();
            begun = true;
        }

        boolean isRunning(TokenClock clock) {
            return begun && clock.nanos() - since < PAUSE_NANOS;
        }
    }
}
