package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Executes a call without blocking the calling thread: a thread of the client waits for each response, and none between
 * two tries. Responses are decoded, and the future is completed, on the executor of the client.
 */
final class AsyncExchange<T extends @Nullable Object> {
    private final HttpCall<T> call;
    private final Exchange exchange;
    private final Transport transport;
    private final boolean ownThreads;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Attempt current;

    AsyncExchange(HttpCall<T> call, ApiClient client) {
        this.call = call;
        this.exchange = call.exchange();
        this.transport = client.transport();
        this.ownThreads = client.usesOwnThreads();
    }

    CompletableFuture<T> start() {
        transport.beginCall();
        startTry();
        future.whenComplete((value, failure) -> cancelCurrentTry());
        return future;
    }

    // The caller may cancel the future or let it time out: then the current try is cancelled too.
    private void cancelCurrentTry() {
        var attempt = current;
        if (attempt != null && future.isDone()) {
            attempt.end(new CancellationException());
        }
    }

    private void startTry() {
        try {
            if (future.isDone()) {
                end();
            } else {
                send(exchange.newTry());
            }
        } catch (Throwable e) { // all exceptions of this class: whatever is thrown, the future must be completed
            fail(e);
        }
    }

    private void send(Attempt attempt) {
        current = attempt;
        var timeout = transport.threads().schedule(attempt::endWithTimeout, exchange.nanosLeft());
        attempt.whenEnded(outcome -> {
            timeout.cancel(false);
            transport.runUserCode(() -> finish(attempt, outcome), ownThreads);
        });
        cancelCurrentTry(); // if the future was cancelled before it could see this try
        exchange.send(attempt);
    }

    private void finish(Attempt attempt, Attempt.Outcome outcome) {
        current = null;
        T value;
        try {
            value = call.decode(exchange.finish(attempt, outcome));
        } catch (ClerkException e) {
            retryOrFail(e);
            return;
        } catch (Throwable e) {
            fail(e);
            return;
        }
        end();
        future.complete(value);
    }

    private void retryOrFail(ClerkException failure) {
        var delay = future.isDone() ? null : exchange.retryDelay(failure);
        if (delay == null) {
            fail(failure);
            return;
        }
        Runnable retry = () -> transport.runUserCode(this::startTry, ownThreads);
        try {
            transport.threads().schedule(retry, ApiClient.nanos(delay));
        } catch (Throwable e) { // the system has no thread left
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        end();
        future.completeExceptionally(failure);
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            transport.endCall();
        }
    }
}
