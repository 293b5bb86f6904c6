package com.clerk.sdk.client.steps;

import com.clerk.sdk.runtime.Model;
import com.google.gson.annotations.JsonAdapter;

/**
 * A step that this version of the SDK does not know, or that a program without a browser cannot take. The answer of
 * Clerk is kept, so that the program can go on by the generated operations, such as {@code ClerkFrontend.signIns()}.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class UnknownStep implements Step {
    private final String status;
    private final Model answer;

    UnknownStep(String status, Model answer) {
        this.status = status;
        this.answer = answer;
    }

    @Override
    public String status() {
        return status;
    }

    /**
     * Returns the answer of Clerk.
     *
     * @return a {@code SignIn}, a {@code SignUp}, a {@code SessionReverification} or a {@code Session}
     */
    public Model answer() {
        return answer;
    }

    @Override
    public String toString() {
        return "UnknownStep(" + SafeText.of(status) + ")";
    }
}
