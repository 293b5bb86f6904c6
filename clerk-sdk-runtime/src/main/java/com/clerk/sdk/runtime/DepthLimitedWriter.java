package com.clerk.sdk.runtime;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;

/** Stops gson when it writes a value that contains itself. */
final class DepthLimitedWriter extends JsonWriter {
    private int depth;

    DepthLimitedWriter(Writer out) {
        super(out);
    }

    @Override
    public JsonWriter beginObject() throws IOException {
        enter();
        return super.beginObject();
    }

    @Override
    public JsonWriter beginArray() throws IOException {
        enter();
        return super.beginArray();
    }

    private void enter() {
        if (depth++ == Limits.DEPTH) {
            throw JsonConversion.tooDeep();
        }
    }

    @Override
    public JsonWriter endObject() throws IOException {
        depth--;
        return super.endObject();
    }

    @Override
    public JsonWriter endArray() throws IOException {
        depth--;
        return super.endArray();
    }
}
