package com.clerk.sdk.client.steps;

import com.google.gson.annotations.JsonAdapter;

/** A sign-in or sign-up that took too long, and that Clerk gave up. Begin again. */
@JsonAdapter(StepTypeAdapter.class)
public final class Abandoned implements Step {
    Abandoned() {}

    @Override
    public String status() {
        return "abandoned";
    }

    @Override
    public String toString() {
        return "Abandoned";
    }
}
