package com.clerk.sdk.client.steps;

import com.clerk.sdk.backend.model.SessionTask;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.Session;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;

/**
 * A session that exists and is pending: the user must complete tasks before there are session tokens. Do them by the
 * operations of {@code ClerkFrontend}, such as {@code totp()}, then call {@link #refresh()}.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsTasks implements Step {
    private final StepCalls calls;
    private final String sessionId;
    private final List<SessionTask> tasks;
    private final InFlight inFlight = new InFlight();

    NeedsTasks(StepCalls calls, Session session) {
        this.calls = calls;
        this.sessionId = session.id();
        this.tasks = session.tasks();
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
     * Returns the tasks, in the order in which they are to be done.
     *
     * @return the tasks, such as {@code choose-organization}, {@code reset-password} or {@code setup-mfa}
     */
    public List<SessionTask> tasks() {
        return tasks;
    }

    /**
     * Makes an organization the active one, over the network: that completes the task {@code choose-organization}.
     *
     * @param organizationId id of an organization that the user is a member of
     * @return the next step
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step chooseOrganization(String organizationId) {
        return inFlight.run(() -> calls.touch(sessionId, organizationId));
    }

    /**
     * Gets the session over the network, after a task was done.
     *
     * @return the next step
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step refresh() {
        return inFlight.run(() -> calls.session(sessionId));
    }

    @Override
    public String status() {
        return "pending";
    }

    @Override
    public String toString() {
        return "NeedsTasks(" + SafeText.of(sessionId) + ", " + tasks.size() + ")";
    }
}
