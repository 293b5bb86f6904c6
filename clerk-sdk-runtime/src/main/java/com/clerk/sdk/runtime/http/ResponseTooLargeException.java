package com.clerk.sdk.runtime.http;

import java.io.IOException;

/** Thrown when the body of a response is larger than the limit. */
final class ResponseTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The status of the response. */
    final int status;
    /** The limit in bytes. */
    final int maxBytes;

    ResponseTooLargeException(int status, int maxBytes) {
        super("response too large");
        this.status = status;
        this.maxBytes = maxBytes;
    }
}
