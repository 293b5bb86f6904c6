package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.internal.SafeCause;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The policy {@link RetryPolicy#standard()}: a pure function of the attempt and a source of random numbers. */
final class StandardRetryPolicy implements RetryPolicy {
    static final RetryPolicy INSTANCE =
            new StandardRetryPolicy(bound -> ThreadLocalRandom.current().nextLong(bound));

    private static final int MAX_ATTEMPTS = 3;
    private static final long FIRST_DELAY_MILLIS = 250;
    private static final long MAX_DELAY_MILLIS = 5_000;
    private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);

    // Returns a random number from 0 (inclusive) to its argument (exclusive).
    private final LongUnaryOperator random;

    StandardRetryPolicy(LongUnaryOperator random) {
        this.random = random;
    }

    @Override
    public @Nullable Duration retryDelay(CallAttempt attempt) {
        if (attempt.attempt() >= MAX_ATTEMPTS || !isRetryable(attempt)) {
            return null;
        }
        var retryAfter = retryAfter(attempt);
        if (retryAfter != null) {
            return retryAfter.compareTo(MAX_RETRY_AFTER) <= 0 ? retryAfter : null;
        }
        long maxDelay = Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << (attempt.attempt() - 1));
        return Duration.ofMillis(random.applyAsLong(maxDelay + 1));
    }

    private static @Nullable Duration retryAfter(CallAttempt attempt) {
        return attempt.failure() instanceof ClerkApiException refusal ? refusal.retryAfter() : null;
    }

    private static boolean isRetryable(CallAttempt attempt) {
        if (attempt.failure() instanceof ClerkConnectionException connection) {
            return isTransient(connection.getCause())
                    && (isIdempotent(attempt.method()) || !connection.requestMayHaveArrived());
        }
        if (attempt.failure() instanceof ClerkApiException refusal) {
            int status = refusal.status();
            return status == 429 || (isIdempotent(attempt.method()) && isPassing(status));
        }
        return false;
    }

    // RFC 9110 section 15.6.2: who responds 501 does not have the operation, and will not have it a moment later.
    private static boolean isPassing(int status) {
        return status == 408 || (status >= 500 && status != 501);
    }

    // Another try does not help against a certificate that is not trusted, or an exception of an interceptor.
    private static boolean isTransient(@Nullable Throwable cause) {
        return cause instanceof IOException && !SafeCause.isCertificateFailure(cause);
    }

    private static boolean isIdempotent(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
