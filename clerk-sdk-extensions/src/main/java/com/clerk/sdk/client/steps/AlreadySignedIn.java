package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.google.gson.annotations.JsonAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The result of a sign-in or sign-up on a device where the user is signed in already, or where the instance allows one
 * session only. Nothing was begun: go on with the session, or sign out first.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class AlreadySignedIn implements Step {
    private final @Nullable String sessionId;
    private final ClerkApiException refusal;

    AlreadySignedIn(@Nullable String sessionId, ClerkApiException refusal) {
        this.sessionId = sessionId;
        this.refusal = refusal;
    }

    /**
     * Returns the session that exists.
     *
     * @return its id, or null if Clerk does not name it and nobody is active
     */
    public @Nullable String sessionId() {
        return sessionId;
    }

    /**
     * Returns the refusal of Clerk.
     *
     * @return the refusal, whose code is {@code session_exists} or {@code identifier_already_signed_in}
     */
    public ClerkApiException refusal() {
        return refusal;
    }

    @Override
    public String status() {
        return "already_signed_in";
    }

    @Override
    public String toString() {
        return "AlreadySignedIn(" + (sessionId == null ? "" : SafeText.of(sessionId)) + ")";
    }
}
