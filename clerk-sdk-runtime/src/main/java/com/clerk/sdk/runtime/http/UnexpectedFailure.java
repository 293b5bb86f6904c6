package com.clerk.sdk.runtime.http;

import java.io.IOException;

/**
 * Carries a failure that is not an IOException through OkHttp: the exception of an interceptor, a DNS or a listener,
 * which may be any, or one of a library. OkHttp releases its connection after an IOException only.
 */
final class UnexpectedFailure extends IOException {
    private static final long serialVersionUID = 1L;

    UnexpectedFailure(Throwable cause) {
        super(cause);
    }

    /** Returns the failure that was thrown first. */
    static Throwable unwrap(Throwable failure) {
        if (failure instanceof UnexpectedFailure && failure.getCause() != null) {
            return failure.getCause();
        }
        // OkHttp reports an exception that is thrown outside of the interceptors in this form.
        var message = failure.getMessage();
        if (message != null && message.startsWith("canceled due to ") && failure.getSuppressed().length == 1) {
            return failure.getSuppressed()[0];
        }
        return failure;
    }
}
