package com.clerk.sdk.runtime.http;

import java.io.IOException;

/** Thrown before a request is sent on a pooled connection that the server has closed meanwhile. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
        super("closed while idle");
    }
}
