package com.clerk.sdk.runtime;

/**
 * Receives an event for each try of each call, for metrics and traces. It is called on the thread that waits for the
 * call, or for an asynchronous call on the executor of the client, so it must be fast and thread-safe. An exception
 * that it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface CallListener {
    /**
     * Receives a completed try.
     *
     * @param event the completed try
     */
    void onAttempt(CallEvent event);
}
