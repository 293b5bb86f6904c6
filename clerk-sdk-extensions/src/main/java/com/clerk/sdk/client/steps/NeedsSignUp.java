package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.SignUpCreateParams;
import com.google.gson.annotations.JsonAdapter;
import java.util.function.Consumer;

/**
 * A sign-in through a provider whose account belongs to nobody yet. No user is created unless the program goes on: ask
 * for the consent of the user first, if you need it.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsSignUp implements Step {
    private final FactorCalls calls;
    private final String status;

    NeedsSignUp(FactorCalls calls, String status) {
        this.calls = calls;
        this.status = status;
    }

    /**
     * Begins a sign-up with the account of the provider, over the network.
     *
     * @param params sets further fields, such as the metadata
     * @return the next step
     * @throws StepException if a field is invalid, or the instance does not allow the sign-up
     * @throws ClerkApiException if Clerk refuses the request for another reason
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step signUp(Consumer<SignUpCreateParams.Builder> params) {
        return calls.once(() -> new Steps(calls.steps()).signUp(params.andThen(signUp -> signUp.transfer(true))));
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "NeedsSignUp(" + SafeText.of(status) + ")";
    }
}
