package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a call that blocks no thread: OkHttp's dispatcher waits for answers, the JDK's timer for retries.
 */
final class AsyncExchange<T extends @Nullable Object> implements Callback, Runnable {
    private final HttpCall<T> call;
    private final Exchange exchange;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private volatile @Nullable Call current;

    AsyncExchange(HttpCall<T> call) {
        this.call = call;
        this.exchange = call.exchange();
    }

    CompletableFuture<T> start() {
        run();
        future.whenComplete((value, failure) -> stop());
        return future;
    }

    // Whatever completes the future, cancelling or a timeout of its own, leaves nothing running.
    private void stop() {
        var running = current;
        if (running != null) {
            running.cancel();
        }
    }

    /** Begins a try. */
    @Override
    public void run() {
        if (future.isDone()) {
            return;
        }
        try {
            var next = exchange.open();
            current = next;
            if (!future.isDone()) {
                next.enqueue(this);
            }
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public void onFailure(Call failed, IOException cause) {
        current = null;
        try {
            retryOrFail(exchange.connectionFailure(cause));
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public void onResponse(Call answered, Response response) {
        try {
            var answer = exchange.read(response);
            current = null;
            settle(answer);
        } catch (IOException e) {
            onFailure(answered, e);
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    private void settle(BufferedResponse answer) {
        var failure = exchange.evaluate(answer);
        if (failure == null) {
            future.complete(call.decode(answer));
        } else {
            retryOrFail(failure);
        }
    }

    private void retryOrFail(ClerkException failure) {
        var delay = exchange.retryDelay(failure);
        if (delay == null) {
            future.completeExceptionally(failure);
            return;
        }
        long nanos = ApiClient.nanos(delay);
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(this);
    }
}
