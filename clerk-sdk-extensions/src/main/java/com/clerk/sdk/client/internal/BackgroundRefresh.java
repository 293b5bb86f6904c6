package com.clerk.sdk.client.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Renews the token of the active session shortly before a caller would have to wait for it. There is one timer, which
 * is set from the life left after the last request has finished. After the end of a token it does nothing: a program
 * that slept must not be signed out by a request that comes hours late. Thread-safe.
 */
final class BackgroundRefresh implements AutoCloseable {
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SessionTokens tokens;
    private final Supplier<@Nullable TokenKey> activeKey;
    private final Timer timer;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Runnable cancel;
    private boolean closed;

    /** Runs a task once after a time. */
    interface Timer extends AutoCloseable {
        /** Returns an action that cancels the task. */
        Runnable schedule(Runnable task, long nanos);

        @Override
        void close();
    }

    BackgroundRefresh(SessionTokens tokens, Supplier<@Nullable TokenKey> activeKey, Timer timer) {
        this.tokens = tokens;
        this.activeKey = activeKey;
        this.timer = timer;
    }

    /** Sets the timer for the token of the active session, in place of the present timer. */
    void arm() {
        lock.lock();
        try {
            // Under the lock, so that the last caller sets the timer for the key that became active last.
            var key = activeKey.get();
            long left = key == null ? 0 : tokens.entry(key).nanosLeft();
            if (cancel != null) {
                cancel.run();
                cancel = null;
            }
            if (key != null && left > 0 && !closed) {
                long due = left - SessionTokens.MARGIN_NANOS - SessionTokens.AHEAD_NANOS;
                cancel = timer.schedule(() -> renew(key), Math.max(due, SHORTEST_NANOS));
            }
        } finally {
            lock.unlock();
        }
    }

    private void renew(TokenKey key) {
        var entry = tokens.entry(key);
        if (key.equals(activeKey.get()) && entry.nanosLeft() > 0) {
            tokens.renew(key, entry);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (cancel != null) {
                cancel.run();
            }
        } finally {
            lock.unlock();
        }
        timer.close();
    }
}
