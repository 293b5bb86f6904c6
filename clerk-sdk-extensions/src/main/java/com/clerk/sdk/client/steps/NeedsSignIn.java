package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.google.gson.annotations.JsonAdapter;

/** A sign-up through a provider whose account belongs to a user already. */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsSignIn implements Step {
    private final SignUpCalls calls;
    private final String status;

    NeedsSignIn(SignUpCalls calls, String status) {
        this.calls = calls;
        this.status = status;
    }

    /**
     * Signs in as the user who has the account of the provider, over the network.
     *
     * @return the next step
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step signIn() {
        return calls.once(() -> new Steps(calls.steps()).signIn(Fields.of("transfer", "true")));
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "NeedsSignIn(" + SafeText.of(status) + ")";
    }
}
