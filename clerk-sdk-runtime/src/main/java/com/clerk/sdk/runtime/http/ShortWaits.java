package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.runtime.CallAttempt;
import com.clerk.sdk.runtime.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The retry policy of calls that hold one of a few places while they last: that of the client, without retries after
 * 429 and without long waits. A limit of Clerk counts for the whole server, so another try would only keep the place.
 *
 * @param policy the policy of the client
 */
record ShortWaits(RetryPolicy policy) implements RetryPolicy {
    private static final Duration LONGEST = Duration.ofMillis(500);

    @Override
    public @Nullable Duration retryDelay(CallAttempt attempt) {
        if (attempt.failure() instanceof RateLimitException) {
            return null;
        }
        var delay = policy.retryDelay(attempt);
        return delay == null || delay.compareTo(LONGEST) > 0 ? null : delay;
    }
}
