package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@link RetryPolicy#standard()}: a function of the attempt and of one source of randomness. */
final class StandardRetryPolicy implements RetryPolicy {
    static final RetryPolicy INSTANCE =
            new StandardRetryPolicy(bound -> ThreadLocalRandom.current().nextLong(bound));

    private static final int MAX_ATTEMPTS = 3;
    private static final long FIRST_WAIT_MILLIS = 250;
    private static final long LONGEST_WAIT_MILLIS = 5_000;
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);

    // Gives a number from 0 up to, and without, its argument.
    private final LongUnaryOperator random;

    StandardRetryPolicy(LongUnaryOperator random) {
        this.random = random;
    }

    @Override
    public @Nullable Duration retryDelay(CallAttempt attempt) {
        if (attempt.number() >= MAX_ATTEMPTS || !mayRepeat(attempt)) {
            return null;
        }
        var retryAfter = retryAfter(attempt);
        if (retryAfter != null) {
            return retryAfter.compareTo(LONGEST_RETRY_AFTER) <= 0 ? retryAfter : null;
        }
        long most = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << (attempt.number() - 1));
        return Duration.ofMillis(random.applyAsLong(most + 1));
    }

    private static @Nullable Duration retryAfter(CallAttempt attempt) {
        return attempt.failure() instanceof ClerkApiException refusal ? refusal.retryAfter() : null;
    }

    private static boolean mayRepeat(CallAttempt attempt) {
        if (attempt.failure() instanceof ClerkConnectionException broken) {
            return isRepeatable(attempt.method()) || !broken.requestMayHaveArrived();
        }
        if (attempt.failure() instanceof ClerkApiException answer) {
            int status = answer.status();
            return status == 429 || (isRepeatable(attempt.method()) && (status == 408 || status >= 500));
        }
        return false;
    }

    private static boolean isRepeatable(String method) {
        return switch (method) {
            case "GET", "HEAD", "PUT", "DELETE" -> true;
            default -> false;
        };
    }
}
