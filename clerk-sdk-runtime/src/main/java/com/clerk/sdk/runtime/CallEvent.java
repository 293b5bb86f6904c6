package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A completed try of a call. Operation, try, status and the class of the failure may be labels; the message of the
 * failure may not, because it quotes Clerk's text and the trace id.
 *
 * @param operation id of the operation, such as {@code users.list}
 * @param attempt number of the try, from 1
 * @param status HTTP status; empty if there was no response
 * @param failure the failure, or null after a success; a response that cannot be decoded counts as a success
 * @param duration duration of the try, up to the last byte of the response
 */
public record CallEvent(
        String operation,
        int attempt,
        OptionalInt status,
        @Nullable ClerkException failure,
        Duration duration) {}
