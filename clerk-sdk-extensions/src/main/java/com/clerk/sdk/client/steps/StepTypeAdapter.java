package com.clerk.sdk.client.steps;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;

/** Writes a step as its status when a user's gson writes it. Gson finds it by the annotations of the types. */
final class StepTypeAdapter extends TypeAdapter<Step> {
    StepTypeAdapter() {}

    @Override
    public void write(JsonWriter out, Step value) throws IOException {
        out.value(value.status());
    }

    @Override
    public Step read(JsonReader in) {
        throw new JsonParseException("JSON mappers cannot read a step: begin the sign-in or sign-up by steps()");
    }
}
