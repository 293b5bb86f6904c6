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
 * Executes a call without blocking a thread: OkHttp's dispatcher waits for the response, the JDK's timer for a retry.
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
        future.whenComplete((value, failure) -> cancelRunningTry());
        return future;
    }

    // The caller may cancel the future or let it time out: then the running try is cancelled too.
    private void cancelRunningTry() {
        var running = current;
        if (running != null) {
            running.cancel();
        }
    }

    /** Starts a try. */
    @Override
    public void run() {
        if (future.isDone()) {
            return;
        }
        try {
            var next = exchange.startTry();
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
    public void onResponse(Call responded, Response response) {
        try {
            var buffered = exchange.read(response);
            current = null;
            complete(buffered);
        } catch (IOException e) {
            onFailure(responded, e);
        } catch (RuntimeException | Error e) {
            future.completeExceptionally(e);
        }
    }

    private void complete(BufferedResponse response) {
        var failure = exchange.evaluate(response);
        if (failure == null) {
            future.complete(call.decode(response));
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
