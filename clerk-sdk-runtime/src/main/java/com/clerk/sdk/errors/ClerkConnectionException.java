package com.clerk.sdk.errors;

import java.io.IOException;

/** A failure of the connection: Clerk was not reached, or the connection broke before the response was complete. */
public final class ClerkConnectionException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** Whether a timeout expired. */
    private final boolean timeout;
    /** Whether a connection was open. */
    private final boolean requestMayHaveArrived;

    /**
     * Creates an exception.
     *
     * @param message the message, in one line without secrets
     * @param cause the failure that the connection reported
     * @param timeout whether a timeout expired
     * @param requestMayHaveArrived whether a connection was open, so that Clerk may have acted on the request
     */
    public ClerkConnectionException(String message, IOException cause, boolean timeout, boolean requestMayHaveArrived) {
        super(message, cause);
        this.timeout = timeout;
        this.requestMayHaveArrived = requestMayHaveArrived;
    }

    /**
     * Returns whether a timeout expired, while connecting, while reading or for the whole call.
     *
     * @return true for a timeout
     */
    public boolean isTimeout() {
        return timeout;
    }

    /**
     * Returns whether Clerk may have received the request and acted on it. After a failed POST, a second try could then
     * do the work twice.
     *
     * @return false if no connection was ever open
     */
    public boolean requestMayHaveArrived() {
        return requestMayHaveArrived;
    }
}
