package com.clerk.sdk.errors;

import org.jspecify.annotations.Nullable;

/**
 * What every failure of this SDK is: the API refused ({@link ClerkApiException}), could not be reached
 * ({@link ClerkConnectionException}), or answered with something unreadable ({@link ClerkDecodingException}).
 *
 * <p>It is not sealed, because the modules built on this one add kinds of their own; so end a {@code switch} over
 * exceptions with a default. No message of any kind holds a secret, a token, a body or a value that the request
 * carried.
 */
public abstract class ClerkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message what happened, in one line without secrets
     * @param cause what led to it, or null
     */
    protected ClerkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
