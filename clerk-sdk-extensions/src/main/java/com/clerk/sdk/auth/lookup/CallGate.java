package com.clerk.sdk.auth.lookup;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.RateLimitException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gate in front of one kind of call to Clerk that any request can cause, also one that nobody has authenticated. Only
 * a few such calls are in progress at a time, only a few more wait for their turn, and none lasts longer than a limit,
 * the wait for its turn included. A call beyond that fails at once, without reaching the network. So neither an attack
 * nor a Clerk that does not answer ties up the threads of this server. After an answer with 429 the gate is closed for
 * a while: Clerk limits the calls of a secret key together, and the application needs its own. The figures are in
 * docs/behaviour.md, section 2.10. Safe for use by several threads.
 */
public final class CallGate {
    /** How long the gate is closed if Clerk does not say how long to wait. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

    private final int maxRunning;
    private final int maxWaiting;
    private final Duration timeout;
    private final Duration maxPause;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Entry<?>> waiting = new ArrayDeque<>();
    private int running;
    private long pauseStart;
    private long pauseNanos;

    /**
     * Creates a gate.
     *
     * @param maxRunning the number of calls that may be in progress
     * @param maxWaiting the number of calls that may wait for their turn
     * @param timeout the time after which a call fails, from the moment when it comes to the gate
     * @param maxPause the longest time that the gate is closed after an answer with 429; zero if it never is
     * @param executor starts the calls that have waited, and ends those that took too long
     */
    public CallGate(int maxRunning, int maxWaiting, Duration timeout, Duration maxPause, Executor executor) {
        this.maxRunning = maxRunning;
        this.maxWaiting = maxWaiting;
        this.timeout = timeout;
        this.maxPause = maxPause;
        this.executor = executor;
    }

    /**
     * A call and its result.
     *
     * @param start starts the call without waiting
     * @param result completes on the thread that completes the call, or on the executor after the timeout
     */
    private record Entry<T>(Supplier<CompletableFuture<T>> start, CompletableFuture<T> result) {}

    /**
     * Makes a call, at once or when it is its turn.
     *
     * @param start starts the call without waiting; it is not called if the call is refused
     * @return the result; a {@link ClerkConnectionException} if the call was refused or took too long
     */
    public <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> start) {
        var entry = new Entry<>(start, new CompletableFuture<T>());
        lock.lock();
        try {
            if (isPaused()) {
                return CompletableFuture.failedFuture(paused());
            }
            if (running >= maxRunning) {
                if (waiting.size() >= maxWaiting) {
                    return CompletableFuture.failedFuture(tooMany());
                }
                waiting.add(entry);
                return limited(entry.result());
            }
            running++;
        } finally {
            lock.unlock();
        }
        run(entry);
        return limited(entry.result());
    }

    private <T> void run(Entry<T> entry) {
        CompletableFuture<T> call;
        try {
            call = entry.start().get();
        } catch (RuntimeException | Error e) {
            call = CompletableFuture.failedFuture(e);
        }
        var started = call;
        // A result that timed out cancels its call, so that the next one can have its place.
        entry.result().whenComplete((value, failure) -> started.cancel(false));
        started.whenComplete((value, failure) -> {
            if (failure instanceof RateLimitException refusal) {
                pause(refusal);
            }
            next();
            complete(entry.result(), value, failure);
        });
    }

    /** Closes the gate, for those that wait too. */
    private void pause(RateLimitException refusal) {
        var asked = Objects.requireNonNullElse(refusal.retryAfter(), USUAL_PAUSE);
        var pause = asked.compareTo(maxPause) < 0 ? asked : maxPause;
        List<Entry<?>> refused;
        lock.lock();
        try {
            pauseStart = System.nanoTime();
            pauseNanos = pause.toNanos();
            if (!isPaused()) {
                return;
            }
            refused = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        refused.forEach(entry -> executor.execute(() -> entry.result().completeExceptionally(paused())));
    }

    private boolean isPaused() {
        return System.nanoTime() - pauseStart < pauseNanos;
    }

    /** Lets the call go that has been waiting longest, and that somebody still waits for. */
    private void next() {
        Entry<?> entry;
        lock.lock();
        try {
            do {
                entry = waiting.poll();
            } while (entry != null && entry.result().isDone());
            if (entry == null) {
                running--;
            }
        } finally {
            lock.unlock();
        }
        if (entry != null) {
            var next = entry;
            executor.execute(() -> run(next));
        }
    }

    /** Fails a result after the timeout. The timer of the JDK, which all users of it share, only calls the executor. */
    private <T> CompletableFuture<T> limited(CompletableFuture<T> result) {
        var alarm = new CompletableFuture<@Nullable Void>();
        alarm.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionallyAsync(
                        elapsed -> {
                            result.completeExceptionally(late());
                            return null;
                        },
                        executor);
        result.whenComplete((value, failure) -> alarm.complete(null));
        return result;
    }

    private static <T> void complete(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private ClerkConnectionException tooMany() {
        var message = "Too many requests wait for Clerk: " + maxRunning + " calls of this kind are in progress, and "
                + maxWaiting + " more are waiting.";
        return new ClerkConnectionException(message, new IOException("not sent"), false, false);
    }

    private static ClerkConnectionException paused() {
        var message = "Clerk has asked this server to wait: it answered a call of this kind by 429 a moment ago.";
        return new ClerkConnectionException(message, new IOException("not sent"), false, false);
    }

    private ClerkConnectionException late() {
        var message = "Clerk did not answer within " + timeout.toSeconds() + " seconds.";
        return new ClerkConnectionException(message, new InterruptedIOException("timeout"), true, true);
    }
}
