package com.clerk.sdk.runtime.spi;

import com.clerk.sdk.runtime.CallAttempt;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.ClerkApiException;
import com.clerk.sdk.runtime.ClerkConnectionException;
import com.clerk.sdk.runtime.ClerkException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
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
    private Sent sent = new Sent();

    Exchange(ApiClient client, RequestSpec spec, Decoder<?> decoder, CallOptions options) {
        this.client = client;
        this.spec = spec;
        this.decoder = decoder;
        this.options = options;
        this.timeoutNanos = ApiClient.nanos(options.timeout().orElse(client.callTimeout()));
    }

    /** Makes the call on this thread, with as many tries as the policy allows. */
    Answer run() {
        while (true) {
            ClerkException failure;
            try {
                var answer = read(open().execute());
                failure = judge(answer);
                if (failure == null) {
                    return answer;
                }
            } catch (IOException e) {
                keepInterrupt(e);
                failure = broken(e);
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
        var delay = Thread.currentThread().isInterrupted() ? Optional.<Duration>empty() : retryDelay(failure);
        if (delay.isEmpty()) {
            throw failure;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(ApiClient.nanos(delay.get()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Begins a try. */
    Call open() {
        attempt++;
        attemptBegan = System.nanoTime();
        sent = new Sent();
        var call = client.newCall(spec, decoder.accept(), options, sent);
        long left = timeoutNanos - (attemptBegan - began);
        call.timeout().timeout(Math.max(left, 1), TimeUnit.NANOSECONDS);
        return call;
    }

    /** Reads a response to its end. */
    Answer read(Response response) throws IOException {
        return Answer.read(response);
    }

    /** Ends a try that was answered; gives what is wrong with the answer, or null for a success. */
    @Nullable
    ClerkException judge(Answer answer) {
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
    ClerkException broken(IOException cause) {
        boolean timeout = isTimeout(cause);
        var what = timeout ? "no answer in time" : "connection failed";
        var message = spec.method + " " + spec.template + " -> " + what + " ("
                + cause.getClass().getSimpleName() + ")";
        var failure = new ClerkConnectionException(message, cause, timeout, sent.isConnected());
        report(OptionalInt.empty(), failure);
        return failure;
    }

    /** Asks the policy; empty also if the time of the call would run out before the next try. */
    Optional<Duration> retryDelay(ClerkException failure) {
        long elapsed = System.nanoTime() - began;
        var tried = new CallAttempt(spec.operation, spec.method, attempt, Duration.ofNanos(elapsed), failure);
        return client.policy().retryDelay(tried).filter(delay -> ApiClient.nanos(delay) < timeoutNanos - elapsed);
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
