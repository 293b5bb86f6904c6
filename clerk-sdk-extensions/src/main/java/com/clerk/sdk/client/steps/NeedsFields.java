package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.SignUpUpdateParams;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.function.Consumer;

/** A sign-up that lacks fields: ask the user for them. */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsFields implements Step {
    private final SignUpCalls calls;
    private final String status;

    NeedsFields(SignUpCalls calls, String status) {
        this.calls = calls;
        this.status = status;
    }

    /**
     * Returns the names of the required fields that are missing.
     *
     * @return the names as Clerk knows them, such as {@code email_address} or {@code password}
     */
    public List<String> missingFields() {
        return calls.signUp().missingFields();
    }

    /**
     * Returns the sign-up, with all that is known about it.
     *
     * @return the sign-up as Clerk sent it
     */
    public SignUp signUp() {
        return calls.signUp();
    }

    /**
     * Sets fields, over the network.
     *
     * @param params sets the fields
     * @return the next step
     * @throws StepException if a field is invalid, or the instance does not allow the sign-up
     * @throws ClerkApiException if Clerk refuses the request for another reason
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step update(Consumer<SignUpUpdateParams.Builder> params) {
        return calls.update(params);
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "NeedsFields(" + missingFields().size() + ")";
    }
}
