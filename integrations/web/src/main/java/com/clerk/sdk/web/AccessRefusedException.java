package com.clerk.sdk.web;

import java.io.Serial;

/**
 * Thrown where a request needs a caller, or a requirement of the caller, that it does not have. The filters of this SDK
 * catch it and send {@link #response()}; let it pass through.
 */
public final class AccessRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient WebResponse response;

    AccessRefusedException(WebResponse response) {
        super("The request was refused with status " + response.status() + ". The filter in front sends the response.");
        this.response = response;
    }

    /**
     * Returns the response to send.
     *
     * @return the response
     */
    public WebResponse response() {
        return response;
    }
}
