package com.clerk.sdk.client;

/**
 * Receives the changes of a {@link com.clerk.sdk.ClerkFrontend}. Its methods are called one at a time, in the order of
 * the changes, on a daemon thread of the client, and never while the client holds a lock: they may call the client. An
 * exception that a method throws is logged and otherwise ignored.
 */
public interface ClientListener {
    /**
     * Receives a new state, which may be equal to the old one in all that matters to you.
     *
     * @param before the state until now
     * @param now the new state
     */
    default void stateChanged(ClientState before, ClientState now) {}

    /**
     * Receives the end of a session. It is called before {@link #stateChanged}.
     *
     * @param sessionId id of the session
     * @param reason the reason
     */
    default void sessionEnded(String sessionId, SessionEnd reason) {}

    /**
     * Receives that the client token could not be stored. The client goes on with the token in memory, and the next
     * change of the token is stored again.
     *
     * @param failure the failure
     */
    default void storeFailed(TokenStoreException failure) {}
}
