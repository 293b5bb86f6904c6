package com.clerk.sdk.runtime.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call: the tag of its request, and the callback of its OkHttp call. It ends once, with a response or with
 * a failure; a failure cancels the OkHttp call. Thread-safe.
 */
final class Attempt implements Callback {
    final OkHttpClient http;
    final long start = System.nanoTime();
    private final Decoder<?> decoder;
    private final int maxBytes;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile @Nullable Call call;
    private volatile @Nullable Connection connection;

    /** The end of a try; one of the two parts is null. */
    record Outcome(
            @Nullable BufferedResponse response, @Nullable Throwable failure) {}

    Attempt(OkHttpClient http, Decoder<?> decoder, int maxBytes) {
        this.http = http;
        this.decoder = decoder;
        this.maxBytes = maxBytes;
    }

    /** Sends the request, unless this try has ended. */
    void send(Call call) {
        this.call = call;
        if (!outcome.isDone()) {
            call.enqueue(this);
        }
    }

    /** Waits for the end. A timeout ends this try, and so does an interrupt, which stays set on the thread. */
    Outcome await(long timeoutNanos) {
        try {
            return outcome.get(timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            endWithTimeout();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e); // a failure is a normal outcome
        }
        return outcome.join();
    }

    /** Calls an action at the end, on the thread that ends this try. */
    void whenEnded(Consumer<Outcome> action) {
        outcome.thenAccept(action);
    }

    void endWithTimeout() {
        end(new SocketTimeoutException("timeout"));
    }

    /** Ends this try with a failure, unless it has ended. */
    void end(Throwable failure) {
        if (outcome.complete(new Outcome(null, failure))) {
            var running = call;
            if (running != null) {
                running.cancel();
            }
        }
    }

    @Override
    public void onFailure(Call failed, IOException failure) {
        outcome.complete(new Outcome(null, UnexpectedFailure.unwrap(failure)));
    }

    @Override
    public void onResponse(Call responded, Response response) {
        Outcome result;
        try {
            result = new Outcome(BufferedResponse.read(response, decoder, maxBytes), null);
        } catch (Throwable e) { // an answer of any kind must end the try: a caller waits for it
            responded.cancel();
            result = new Outcome(null, UnexpectedFailure.unwrap(e));
        }
        outcome.complete(result);
    }

    /** Sets the connection that carries the request; null if the connection has turned out to be closed. */
    void setConnection(@Nullable Connection connection) {
        this.connection = connection;
    }

    /** Returns the connection that was open for the request, or null if none was. */
    @Nullable
    Connection connection() {
        return connection;
    }
}
