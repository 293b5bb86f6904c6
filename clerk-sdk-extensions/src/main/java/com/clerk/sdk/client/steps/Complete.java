package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.google.gson.annotations.JsonAdapter;

/** The end of a sign-in, a sign-up or a reverification: there is a session, and it has session tokens. */
@JsonAdapter(StepTypeAdapter.class)
public final class Complete implements Step {
    private final StepCalls calls;
    private final String sessionId;
    private final InFlight inFlight = new InFlight();

    Complete(StepCalls calls, String sessionId) {
        this.calls = calls;
        this.sessionId = sessionId;
    }

    /**
     * Returns the id of the session.
     *
     * @return the id, {@code sess_…}
     */
    public String sessionId() {
        return sessionId;
    }

    /**
     * Makes the session the active one, over the network. Where only one session is possible, it is the active one
     * already.
     *
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public void activate() {
        inFlight.run(() -> calls.touch(sessionId, null));
    }

    @Override
    public Complete requireComplete() {
        return this;
    }

    @Override
    public String status() {
        return "complete";
    }

    @Override
    public String toString() {
        return "Complete(" + SafeText.of(sessionId) + ")";
    }
}
