package com.clerk.sdk.errors;

/**
 * A call without a response: Clerk was not reached, the connection broke before the response was complete, a timeout
 * expired, the thread was interrupted, or code of yours that takes part in the call failed, such as an interceptor.
 */
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
     * @param cause the failure of the connection, or of the code that took part in the call
     * @param timeout whether a timeout expired
     * @param requestMayHaveArrived whether a connection was open, so that Clerk may have acted on the request
     */
    public ClerkConnectionException(String message, Throwable cause, boolean timeout, boolean requestMayHaveArrived) {
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
     * @return false if no connection was open, or the server guarantees that it did not process the request (RFC 9113
     *     section 8.7)
     */
    public boolean requestMayHaveArrived() {
        return requestMayHaveArrived;
    }
}
