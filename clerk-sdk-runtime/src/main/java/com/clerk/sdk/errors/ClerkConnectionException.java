package com.clerk.sdk.errors;

import java.io.IOException;

/** Clerk could not be reached, or the connection broke before the whole answer was there. */
public final class ClerkConnectionException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** Whether time ran out. */
    private final boolean timeout;
    /** Whether a connection was open. */
    private final boolean requestMayHaveArrived;

    /**
     * Makes an exception.
     *
     * @param message what failed, in one line without secrets
     * @param cause what the connection reported
     * @param timeout whether time ran out
     * @param requestMayHaveArrived whether a connection was open, so that Clerk may have acted on the request
     */
    public ClerkConnectionException(String message, IOException cause, boolean timeout, boolean requestMayHaveArrived) {
        super(message, cause);
        this.timeout = timeout;
        this.requestMayHaveArrived = requestMayHaveArrived;
    }

    /**
     * Whether time ran out, while connecting, reading or for the whole call. No network.
     *
     * @return true for a timeout
     */
    public boolean isTimeout() {
        return timeout;
    }

    /**
     * Whether Clerk may have acted on the request. After a failed POST this tells whether trying again could do the
     * thing twice. No network.
     *
     * @return false if no connection was ever open, so that nothing can have happened
     */
    public boolean requestMayHaveArrived() {
        return requestMayHaveArrived;
    }
}
