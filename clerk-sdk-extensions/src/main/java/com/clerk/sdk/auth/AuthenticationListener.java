package com.clerk.sdk.auth;

/**
 * A receiver of the decisions of an authenticator, for metrics and traces. The threads that authenticate requests call
 * it, so it must be fast and thread-safe. An exception that it throws is logged and otherwise ignored.
 */
@FunctionalInterface
public interface AuthenticationListener {
    /**
     * Receives the state of a request that was authenticated.
     *
     * @param state the state; its token and its ids belong into no metric
     */
    void onDecision(RequestState state);

    /**
     * Receives the start of a wait for Clerk, on the thread that authenticates the request. A request that needs no
     * answer of Clerk does not wait, and most do not.
     *
     * @return called once the wait is over, on any thread
     */
    default Runnable onWait() {
        return () -> {};
    }
}
