package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;

/**
 * A try that has failed: what a {@link RetryPolicy} decides on.
 *
 * @param operation id of the operation, such as {@code users.list}
 * @param method HTTP method, in upper case
 * @param number which try this was, from 1
 * @param elapsed time since the first try began
 * @param failure a {@link ClerkApiException} or a {@link ClerkConnectionException}
 */
public record CallAttempt(String operation, String method, int number, Duration elapsed, ClerkException failure) {}
