package com.clerk.sdk.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a failed call is retried, and after which delay. Start with {@link #standard()} or {@link #never()}.
 * It decides on every try: nothing below it repeats a request. An implementation must be thread-safe and should depend
 * on its argument only; if it throws an exception, the call fails. If the delay would exceed the timeout of the whole
 * call, the SDK does not wait and throws the failure.
 */
@FunctionalInterface
public interface RetryPolicy {
    /**
     * Returns the delay before the next try.
     *
     * @param attempt the try that failed
     * @return the delay, or null to give up
     */
    @Nullable
    Duration retryDelay(CallAttempt attempt);

    /**
     * Returns the default policy: at most three tries. GET, HEAD, PUT and DELETE are retried when the connection fails
     * and on 408, 429 and 5xx except 501; POST and PATCH only on 429, or when the request cannot have arrived, since
     * Clerk could otherwise do the work twice. A certificate that is not trusted, an interrupt, and an exception of an
     * interceptor end the call. Delays grow and are random (full jitter). {@code Retry-After} is honoured up to 30
     * seconds; if it asks for more, the failure is thrown at once.
     *
     * @return the default policy
     */
    static RetryPolicy standard() {
        return StandardRetryPolicy.INSTANCE;
    }

    /**
     * Returns the policy that never retries.
     *
     * @return the policy
     */
    static RetryPolicy never() {
        return attempt -> null;
    }
}
