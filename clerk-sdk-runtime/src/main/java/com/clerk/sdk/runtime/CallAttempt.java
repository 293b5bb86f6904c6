package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;

/**
 * A failed try, on which a {@link RetryPolicy} decides.
 *
 * @param operation id of the operation, such as {@code users.list}
 * @param method HTTP method, in upper case
 * @param attempt number of the try, from 1
 * @param elapsed time since the first try started
 * @param failure a {@link ClerkApiException} or a {@link ClerkConnectionException}
 */
public record CallAttempt(String operation, String method, int attempt, Duration elapsed, ClerkException failure) {}
