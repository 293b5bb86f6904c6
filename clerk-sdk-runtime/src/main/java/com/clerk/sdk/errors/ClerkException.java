package com.clerk.sdk.errors;

import org.jspecify.annotations.Nullable;

/**
 * The parent of all exceptions of the SDK. The API refused the request ({@link ClerkApiException}), could not be
 * reached ({@link ClerkConnectionException}), or sent a response that cannot be read ({@link ClerkDecodingException}).
 *
 * <p>The type is not sealed, because other modules of the SDK add their own exceptions: end a {@code switch} over
 * exceptions with a default. No message contains a secret, a token, a body or a value from the request.
 */
public abstract class ClerkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message the message, in one line without secrets
     * @param cause the cause, or null
     */
    protected ClerkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
