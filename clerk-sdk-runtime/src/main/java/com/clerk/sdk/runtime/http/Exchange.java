package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.CallAttempt;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallOptions;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One execution of a call: it starts the tries, evaluates them and keeps the time. Not thread-safe. */
final class Exchange {
    private final ApiClient client;
    private final RequestSpec spec;
    private final Decoder<?> decoder;
    private final CallOptions options;
    private final long timeoutNanos;
    private final long start = System.nanoTime();

    private int attempt;
    private long attemptStart;
    private ConnectionTracker tracker = new ConnectionTracker();

    Exchange(ApiClient client, RequestSpec spec, Decoder<?> decoder, CallOptions options) {
        this.client = client;
        this.spec = spec;
        this.decoder = decoder;
        this.options = options;
        var timeout = options.timeout();
        this.timeoutNanos = ApiClient.nanos(timeout == null ? client.callTimeout() : timeout);
    }

    /** Executes the call on this thread, with as many tries as the policy allows. */
    BufferedResponse run() {
        while (true) {
            ClerkException failure;
            try {
                var response = read(startTry().execute());
                failure = evaluate(response);
                if (failure == null) {
                    return response;
                }
            } catch (IOException e) {
                restoreInterrupt(e);
                failure = connectionFailure(e);
            }
            waitForRetry(failure);
        }
    }

    private static void restoreInterrupt(IOException e) {
        if (e instanceof InterruptedIOException && !isTimeout(e)) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitForRetry(ClerkException failure) {
        var delay = Thread.currentThread().isInterrupted() ? null : retryDelay(failure);
        if (delay == null) {
            throw failure;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(ApiClient.nanos(delay));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Starts a try. */
    Call startTry() {
        attempt++;
        attemptStart = System.nanoTime();
        tracker = new ConnectionTracker();
        var call = client.newCall(spec, decoder.acceptHeader(), options, tracker);
        long left = timeoutNanos - (attemptStart - start);
        call.timeout().timeout(Math.max(left, 1), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Reads the body of a response. */
    BufferedResponse read(Response response) throws IOException {
        return BufferedResponse.read(response);
    }

    /** Ends a try with a response. Returns the failure, or null for a success. */
    @Nullable
    ClerkException evaluate(BufferedResponse response) {
        var failure = decoder.accepts(response)
                ? null
                : ClerkApiException.of(
                        spec.operation,
                        spec.method,
                        spec.template,
                        response.status,
                        response.headers.toMultimap(),
                        response.text());
        report(OptionalInt.of(response.status), failure);
        return failure;
    }

    /** Ends a try without a response. Returns the failure. */
    ClerkException connectionFailure(IOException cause) {
        boolean timeout = isTimeout(cause);
        var what = timeout ? "timeout" : "connection failed";
        var message = spec.method + " " + spec.template + " -> " + what + " ("
                + cause.getClass().getSimpleName() + ")";
        var failure = new ClerkConnectionException(message, cause, timeout, tracker.isConnected());
        report(OptionalInt.empty(), failure);
        return failure;
    }

    /** Returns the time to wait before the next try; null if the policy gives up or the call would time out first. */
    @Nullable
    Duration retryDelay(ClerkException failure) {
        long elapsed = System.nanoTime() - start;
        var tried = new CallAttempt(spec.operation, spec.method, attempt, Duration.ofNanos(elapsed), failure);
        var delay = client.retryPolicy().retryDelay(tried);
        return delay != null && ApiClient.nanos(delay) < timeoutNanos - elapsed ? delay : null;
    }

    private void report(OptionalInt status, @Nullable ClerkException failure) {
        var duration = Duration.ofNanos(System.nanoTime() - attemptStart);
        client.report(new CallEvent(spec.operation, attempt, status, failure, duration));
    }

    // OkHttp reports the timeout of a whole call by this message only.
    private static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException
                || (e instanceof InterruptedIOException && "timeout".equals(e.getMessage()));
    }
}
