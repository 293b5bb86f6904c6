package com.clerk.sdk.benchmarks.baseline;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The baseline of encoding with gson's writer: names and values are at hand in their order, and only written. */
@State(Scope.Benchmark)
public class JsonWriting {
    /** One step of the writer. */
    @FunctionalInterface
    private interface Step {
        void write(JsonWriter out) throws IOException;
    }

    @Param("1")
    public int count = 1;

    @Param(Inputs.FULL)
    public String kind = Inputs.FULL;

    private Step[] users;
    private Step[] events;

    @Setup
    public void prepare() throws IOException {
        users = steps(Inputs.text(Inputs.users(kind, count)));
        events = steps(Inputs.text(Inputs.EVENTS));
    }

    @Benchmark
    public String users() throws IOException {
        return write(users);
    }

    @Benchmark
    public String events() throws IOException {
        return write(events);
    }

    private static String write(Step[] steps) throws IOException {
        var text = new StringWriter();
        var out = new JsonWriter(text);
        for (var step : steps) {
            step.write(out);
        }
        return text.toString();
    }

    private static Step[] steps(String json) throws IOException {
        var steps = new ArrayList<Step>();
        var in = new JsonReader(new StringReader(json));
        for (var next = in.peek(); next != JsonToken.END_DOCUMENT; next = in.peek()) {
            steps.add(step(in, next));
        }
        return List.copyOf(steps).toArray(new Step[0]);
    }

    private static Step step(JsonReader in, JsonToken next) throws IOException {
        switch (next) {
            case BEGIN_ARRAY -> in.beginArray();
            case END_ARRAY -> in.endArray();
            case BEGIN_OBJECT -> in.beginObject();
            case END_OBJECT -> in.endObject();
            default -> {
                return value(in, next);
            }
        }
        return switch (next) {
            case BEGIN_ARRAY -> JsonWriter::beginArray;
            case END_ARRAY -> JsonWriter::endArray;
            case BEGIN_OBJECT -> JsonWriter::beginObject;
            default -> JsonWriter::endObject;
        };
    }

    private static Step value(JsonReader in, JsonToken next) throws IOException {
        switch (next) {
            case NAME -> {
                var name = in.nextName();
                return out -> out.name(name);
            }
            case STRING -> {
                var text = in.nextString();
                return out -> out.value(text);
            }
            case NUMBER -> {
                long number = in.nextLong();
                return out -> out.value(number);
            }
            case BOOLEAN -> {
                boolean flag = in.nextBoolean();
                return out -> out.value(flag);
            }
            default -> {
                in.nextNull();
                return JsonWriter::nullValue;
            }
        }
    }
}
