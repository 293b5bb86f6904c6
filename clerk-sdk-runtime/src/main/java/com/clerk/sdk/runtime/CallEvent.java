package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One try of a call that has ended. It holds no id, no value and no secret, so its parts fit as labels of a metric.
 *
 * @param operation id of the operation, such as {@code users.list}
 * @param attempt which try this was, from 1
 * @param status HTTP status; empty if no response came
 * @param failure what went wrong, or null after a success; what cannot be decoded shows as a success here
 * @param duration how long this try took, up to the last byte of the response
 */
public record CallEvent(
        String operation,
        int attempt,
        OptionalInt status,
        @Nullable ClerkException failure,
        Duration duration) {}
