package com.clerk.sdk.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a failed call is tried again. It should decide by its argument alone: it is called by many threads. A
 * wait that would outlast the time of the whole call is not begun; the failure is thrown instead.
 */
@FunctionalInterface
public interface RetryPolicy {
    /**
     * Decides on one failed try. Touches no network.
     *
     * @param attempt what failed, and how
     * @return the time to wait before the next try, or null to give up
     */
    @Nullable
    Duration retryDelay(CallAttempt attempt);

    /**
     * Three tries at most. GET, HEAD, PUT and DELETE are tried again when the connection fails and on 408, 429 and 5xx;
     * POST and PATCH only on 429, or when no connection was ever open, since Clerk might do the thing twice. Waits grow
     * and are random; {@code Retry-After} is honoured up to 30 seconds, and beyond that the failure is thrown at once.
     *
     * @return the policy of a client that names none
     */
    static RetryPolicy standard() {
        return StandardRetryPolicy.INSTANCE;
    }

    /**
     * One try.
     *
     * @return a policy that never tries again
     */
    static RetryPolicy never() {
        return attempt -> null;
    }
}
