package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.google.gson.annotations.JsonAdapter;

/** A sign-in whose user has proved to own the account and must set a new password. */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsNewPassword implements Step {
    private final FactorCalls calls;

    NeedsNewPassword(FactorCalls calls) {
        this.calls = calls;
    }

    /**
     * Sets the new password.
     *
     * @param password the password
     * @param signOutOfOtherSessions whether all other sessions of the user end
     * @return the next step
     * @throws StepException if the password is too weak or known from a leak
     * @throws ClerkApiException if Clerk refuses the request for another reason
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public Step newPassword(String password, boolean signOutOfOtherSessions) {
        return calls.resetPassword(
                Fields.of("password", password, "sign_out_of_other_sessions", String.valueOf(signOutOfOtherSessions)));
    }

    @Override
    public String status() {
        return "needs_new_password";
    }

    @Override
    public String toString() {
        return "NeedsNewPassword";
    }
}
