package com.clerk.sdk.client.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a task at most once at a time: callers that come while it runs share its result. Thread-safe.
 *
 * @param <T> type of the result
 */
final class SingleFlight<T extends @Nullable Object> {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<T> running;

    /**
     * Returns the result of the task in progress, or starts the task. An executor that runs it at once is fine: no lock
     * is held then.
     */
    CompletableFuture<T> join(Supplier<T> task, Executor executor) {
        CompletableFuture<T> started;
        lock.lock();
        try {
            if (running != null) {
                return running;
            }
            started = new CompletableFuture<>();
            running = started;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(() -> run(started, task));
        } catch (RuntimeException e) { // the executor refuses
            end(started);
            started.completeExceptionally(e);
        }
        return started;
    }

    private void run(CompletableFuture<T> flight, Supplier<T> task) {
        try {
            var result = task.get();
            end(flight); // before the waiters wake: a caller that comes after the end starts a new flight
            flight.complete(result);
        } catch (Throwable e) { // whatever is thrown, the waiters must be released
            end(flight);
            flight.completeExceptionally(e);
        }
    }

    /** Forgets a flight, unless a newer one has taken its place. */
    private void end(CompletableFuture<T> flight) {
        lock.lock();
        try {
            if (running == flight) {
                running = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether the task is running. */
    boolean isRunning() {
        lock.lock();
        try {
            return running != null;
        } finally {
            lock.unlock();
        }
    }

    /** Releases the waiters with a result. The task goes on, and its own result is dropped. */
    void release(@Nullable T result) {
        var flight = detach();
        if (flight != null) {
            flight.complete(result);
        }
    }

    /** Releases the waiters with a failure. The task goes on, and its own result is dropped. */
    void fail(RuntimeException failure) {
        var flight = detach();
        if (flight != null) {
            flight.completeExceptionally(failure);
        }
    }

    private @Nullable CompletableFuture<T> detach() {
        lock.lock();
        try {
            var flight = running;
            running = null;
            return flight;
        } finally {
            lock.unlock();
        }
    }
}
