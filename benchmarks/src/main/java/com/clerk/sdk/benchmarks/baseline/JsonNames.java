package com.clerk.sdk.benchmarks.baseline;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline of decoding with gson's reader: every name and value is read, and no object made of them. */
@State(Scope.Benchmark)
public class JsonNames {
    @Param("1")
    public int count = 1;

    @Param(Inputs.FULL)
    public String kind = Inputs.FULL;

    private byte[] users;
    private byte[] events;

    @Setup
    public void prepare() {
        users = Inputs.bytes(Inputs.users(kind, count));
        events = Inputs.bytes(Inputs.EVENTS);
    }

    @Benchmark
    public int users() throws IOException {
        return read(users);
    }

    @Benchmark
    public int events() throws IOException {
        return read(events);
    }

    private static int read(byte[] json) throws IOException {
        var in = new JsonReader(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
        int sum = 0;
        while (true) {
            var next = in.peek();
            if (next == JsonToken.END_DOCUMENT) {
                return sum;
            }
            sum += take(in, next);
        }
    }

    private static int take(JsonReader in, JsonToken next) throws IOException {
        switch (next) {
            case BEGIN_ARRAY -> in.beginArray();
            case END_ARRAY -> in.endArray();
            case BEGIN_OBJECT -> in.beginObject();
            case END_OBJECT -> in.endObject();
            case NAME -> {
                return in.nextName().length();
            }
            case STRING -> {
                return in.nextString().length();
            }
            case NUMBER -> {
                return (int) in.nextLong();
            }
            case BOOLEAN -> {
                return in.nextBoolean() ? 1 : 0;
            }
            case NULL -> in.nextNull();
            case END_DOCUMENT -> throw new IllegalStateException("the end is not a value");
        }
        return 0;
    }
}
