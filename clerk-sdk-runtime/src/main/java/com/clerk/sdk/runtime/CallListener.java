package com.clerk.sdk.runtime;

/**
 * Hears of every try of every call: for metrics and traces. It is called by the thread that makes the try, so it must
 * be quick and safe for many threads. What it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface CallListener {
    /**
     * Hears of one try that has ended. The SDK touches no network meanwhile.
     *
     * @param event what happened
     */
    void onAttempt(CallEvent event);
}
