package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.runtime.CallAttempt;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallOptions;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a call: it starts the tries, keeps the time, and turns the end of each try into its response or its
 * exception. All that can go wrong in a call becomes a {@link ClerkException} here. Not thread-safe.
 */
final class Exchange {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ApiClient client;
    private final RequestSpec spec;
    private final Decoder<?> decoder;
    private final CallOptions options;
    private final long timeoutNanos;
    private final long start = System.nanoTime();

    private int number;
    // The last failure after which Clerk may have acted on the request all the same.
    private @Nullable ClerkException doubtful;

    Exchange(ApiClient client, RequestSpec spec, Decoder<?> decoder, CallOptions options) {
        this.client = client;
        this.spec = spec;
        this.decoder = decoder;
        this.options = options;
        var timeout = options.timeout();
        this.timeoutNanos = ApiClient.nanos(timeout == null ? client.callTimeout() : timeout);
    }

    /** Executes the call and waits on this thread, with as many tries as the policy allows. */
    BufferedResponse run() {
        client.transport().beginCall();
        try {
            while (true) {
                var attempt = newTry();
                if (Thread.currentThread().isInterrupted()) {
                    attempt.end(new InterruptedException());
                } else {
                    send(attempt);
                }
                try {
                    return finish(attempt, attempt.await(nanosLeft()));
                } catch (ClerkException failure) {
                    waitForRetry(failure);
                }
            }
        } finally {
            client.transport().endCall();
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

    /** Begins the next try, without sending its request. */
    Attempt newTry() {
        number++;
        return new Attempt(client.transport().http(), decoder, client.maxResponseBytes());
    }

    /** Sends the request of a try. A failure to do so ends the try. */
    void send(Attempt attempt) {
        try {
            var call = client.newCall(spec, decoder.acceptHeader(), options, attempt);
            call.timeout().timeout(Math.max(nanosLeft(), 1), TimeUnit.NANOSECONDS);
            attempt.send(call);
        } catch (Throwable e) { // such as an exception of the source of the authorization
            keepInterrupt(e);
            attempt.end(e);
        }
    }

    /** Returns the rest of the time that the whole call may take; zero or less if it is over. */
    long nanosLeft() {
        return timeoutNanos - (System.nanoTime() - start);
    }

    /**
     * Ends a try: reports it to the listener, and returns its response.
     *
     * @throws ClerkException if the try failed
     */
    BufferedResponse finish(Attempt attempt, Attempt.Outcome outcome) {
        var response = outcome.response();
        if (response != null) {
            var refusal = decoder.accepts(response.status) ? null : refusal(response);
            report(attempt, OptionalInt.of(response.status), refusal);
            if (refusal != null) {
                throw refusal;
            }
            return response;
        }
        throw fail(attempt, outcome.failure());
    }

    // If a DELETE finds nothing, an earlier try of it may have deleted the resource, and only its response was lost.
    private ClerkApiException refusal(BufferedResponse response) {
        var refusal = spec.refusal(response);
        var earlier = doubtful;
        if (earlier != null && spec.method.equals("DELETE") && refusal instanceof NotFoundException) {
            refusal.addSuppressed(earlier);
        }
        return refusal;
    }

    private ClerkException fail(Attempt attempt, @Nullable Throwable cause) {
        if (cause instanceof ResponseTooLargeException large) {
            var failure = tooLarge(large);
            report(attempt, OptionalInt.of(large.status), failure);
            return failure;
        }
        var failure = connectionFailure(attempt, cause == null ? new IllegalStateException() : cause);
        if (failure.isTimeout() || hasWaitedLong(attempt, cause)) {
            client.transport().giveUpIfDead(attempt);
        }
        report(attempt, OptionalInt.empty(), failure);
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        return failure;
    }

    /** Tells whether a caller gave up after a time in which a living connection would have delivered something. */
    private static boolean hasWaitedLong(Attempt attempt, @Nullable Throwable cause) {
        boolean givenUp = cause instanceof CancellationException || cause instanceof InterruptedException;
        return givenUp && System.nanoTime() - attempt.start > PATIENCE_NANOS;
    }

    private ClerkDecodingException tooLarge(ResponseTooLargeException large) {
        return new ClerkDecodingException(
                "the response is larger than " + large.maxBytes
                        + " bytes. Ask for less, or raise the limit by maxResponseBytes(…)",
                "$",
                spec.operation);
    }

    private ClerkConnectionException connectionFailure(Attempt attempt, Throwable cause) {
        var call = spec.method + " " + spec.template;
        return new CallFailure(call, client.host(), number, cause, attempt.connection() != null).toException();
    }

    /** Returns the time to wait before the next try; null if the policy gives up or the call would time out first. */
    @Nullable
    Duration retryDelay(ClerkException failure) {
        if (!(failure instanceof ClerkApiException) && !(failure instanceof ClerkConnectionException)) {
            return null;
        }
        if (mayBeDone(failure)) {
            doubtful = failure;
        }
        long elapsed = System.nanoTime() - start;
        var tried = new CallAttempt(spec.operation, spec.method, number, Duration.ofNanos(elapsed), failure);
        try {
            var delay = client.retryPolicy().retryDelay(tried);
            return delay != null && ApiClient.nanos(delay) < timeoutNanos - elapsed ? delay : null;
        } catch (Throwable e) { // a policy of the user; the failure of the call matters more
            keepInterrupt(e);
            if (e != failure) {
                failure.addSuppressed(e);
            }
            return null;
        }
    }

    /** Tells whether Clerk may have done what the request asks for, although the try failed. */
    private static boolean mayBeDone(ClerkException failure) {
        if (failure instanceof ClerkConnectionException connection) {
            return connection.requestMayHaveArrived();
        }
        return failure instanceof ClerkApiException refusal && (refusal.status() == 408 || refusal.status() >= 500);
    }

    /** Sets the interrupt of this thread again, if code of the user has thrown it. Kotlin code need not declare it. */
    static void keepInterrupt(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(Attempt attempt, OptionalInt status, @Nullable ClerkException failure) {
        var duration = Duration.ofNanos(System.nanoTime() - attempt.start);
        client.report(new CallEvent(spec.operation, number, status, failure, duration));
    }
}
