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

/** One execution of a call: its tries, its time, and what came of the last try. One thread at a time. */
final class Exchange {
    private final ApiClient client;
    private final RequestSpec spec;
    private final Decoder<?> decoder;
    private final CallOptions options;
    private final long timeoutNanos;
    private final long began = System.nanoTime();

    private int attempt;
    private long attemptBegan;
    private ConnectionTracker tracker = new ConnectionTracker();

    Exchange(ApiClient client, RequestSpec spec, Decoder<?> decoder, CallOptions options) {
        this.client = client;
        this.spec = spec;
        this.decoder = decoder;
        this.options = options;
        var timeout = options.timeout();
        this.timeoutNanos = ApiClient.nanos(timeout == null ? client.callTimeout() : timeout);
    }

    /** Makes the call on this thread, with as many tries as the policy allows. */
    BufferedResponse run() {
        while (true) {
            ClerkException failure;
            try {
                var answer = read(open().execute());
                failure = evaluate(answer);
                if (failure == null) {
                    return answer;
                }
            } catch (IOException e) {
                keepInterrupt(e);
                failure = connectionFailure(e);
            }
            pause(failure);
        }
    }

    private static void keepInterrupt(IOException e) {
        if (e instanceof InterruptedIOException && !isTimeout(e)) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(ClerkException failure) {
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

    /** Begins a try. */
    Call open() {
        attempt++;
        attemptBegan = System.nanoTime();
        tracker = new ConnectionTracker();
        var call = client.newCall(spec, decoder.accept(), options, tracker);
        long left = timeoutNanos - (attemptBegan - began);
        call.timeout().timeout(Math.max(left, 1), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Reads a response to its end. */
    BufferedResponse read(Response response) throws IOException {
        return BufferedResponse.read(response);
    }

    /** Ends a try that was answered; gives what is wrong with the answer, or null for a success. */
    @Nullable
    ClerkException evaluate(BufferedResponse answer) {
        var failure = decoder.takes(answer)
                ? null
                : ClerkApiException.of(
                        spec.operation,
                        spec.method,
                        spec.template,
                        answer.status,
                        answer.headers.toMultimap(),
                        answer.text());
        report(OptionalInt.of(answer.status), failure);
        return failure;
    }

    /** Ends a try that was not answered. */
    ClerkException connectionFailure(IOException cause) {
        boolean timeout = isTimeout(cause);
        var what = timeout ? "no answer in time" : "connection failed";
        var message = spec.method + " " + spec.template + " -> " + what + " ("
                + cause.getClass().getSimpleName() + ")";
        var failure = new ClerkConnectionException(message, cause, timeout, tracker.isConnected());
        report(OptionalInt.empty(), failure);
        return failure;
    }

    /** Returns the time to wait before the next try; null if the policy gives up or the call would time out first. */
    @Nullable
    Duration retryDelay(ClerkException failure) {
        long elapsed = System.nanoTime() - began;
        var tried = new CallAttempt(spec.operation, spec.method, attempt, Duration.ofNanos(elapsed), failure);
        var delay = client.retryPolicy().retryDelay(tried);
        return delay != null && ApiClient.nanos(delay) < timeoutNanos - elapsed ? delay : null;
    }

    private void report(OptionalInt status, @Nullable ClerkException failure) {
        var duration = Duration.ofNanos(System.nanoTime() - attemptBegan);
        client.report(new CallEvent(spec.operation, attempt, status, failure, duration));
    }

    // The limit of a whole call is told by this text alone.
    private static boolean isTimeout(IOException e) {
        return e instanceof SocketTimeoutException
                || (e instanceof InterruptedIOException && "timeout".equals(e.getMessage()));
    }
}
