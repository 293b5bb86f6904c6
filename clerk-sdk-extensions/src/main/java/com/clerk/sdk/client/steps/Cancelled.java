package com.clerk.sdk.client.steps;

import com.google.gson.annotations.JsonAdapter;

/** The end of a sign-in or sign-up through a browser: the user refused at the provider. Begin again, or do nothing. */
@JsonAdapter(StepTypeAdapter.class)
public final class Cancelled implements Step {
    private final String status;

    Cancelled(String status) {
        this.status = status;
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "Cancelled";
    }
}
