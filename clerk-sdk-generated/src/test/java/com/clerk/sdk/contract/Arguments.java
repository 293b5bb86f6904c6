package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Upload;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes arguments for the setters of parameters, and says what each is on the wire. No text or number comes twice. */
final class Arguments {
    static final String MAP_KEY = "canary_key";
    static final byte[] FILE = "canary of a file".getBytes(StandardCharsets.UTF_8);

    private static final long SECONDS = 1_800_000_000L;

    /** An argument, and its value as JSON; a file does not have one. */
    record Argument(Field field, Object java, JsonValue json) {
        /** The values that a query or a form has for it. */
        List<String> texts() {
            return json.isArray() ? json.items().stream().map(Arguments::text).toList() : List.of(text(json));
        }
    }

    private record Value(Object java, Object json) {
        static Value same(Object value) {
            return new Value(value, value);
        }
    }

    private int count;

    /** An argument for each field. */
    List<Argument> of(Schema params) {
        return params.fields().stream().map(this::of).toList();
    }

    Argument of(Field field) {
        var value = value(field.schema());
        return new Argument(field, value.java(), JsonValue.of(value.json()));
    }

    static Object builder(Schema params) {
        return Objects.requireNonNull(Java.call(Java.method(params.javaType(), "builder"), null));
    }

    static Object build(Object builder) {
        return Objects.requireNonNull(Java.get(builder, "build"));
    }

    static Object build(Schema params, List<Argument> arguments) {
        var builder = builder(params);
        arguments.forEach(argument -> set(builder, argument));
        return build(builder);
    }

    static void set(Object builder, Argument argument) {
        if (argument.field().place().equals("map")) {
            for (var entry : ((Map<?, ?>) argument.java()).entrySet()) {
                Java.call(setter(builder, argument.field()), builder, entry.getKey(), entry.getValue());
            }
        } else {
            Java.call(setter(builder, argument.field()), builder, argument.java());
        }
    }

    /** The setter that takes one value, or a list. */
    static Method setter(Object builder, Field field) {
        return Java.methods(builder.getClass(), field.javaName()).stream()
                .filter(method -> !method.isVarArgs())
                .reduce((one, other) -> {
                    throw new AssertionError(field + " has two setters");
                })
                .orElseThrow(() -> new AssertionError(field + " has no setter"));
    }

    /** The elements of a list as an array for a setter. */
    static Object array(Method setter, List<?> elements) {
        var array = Array.newInstance(setter.getParameterTypes()[0].getComponentType(), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i));
        }
        return array;
    }

    static String text(JsonValue json) {
        return json.isString() ? json.asString() : json.toJson();
    }

    private Value value(Schema use) {
        var schema = use.target();
        return switch (use.kind()) {
            case TEXT ->
                Value.same(schema.node().has("enum") ? schema.enumValues().get(0) : canary());
            case BOOL -> Value.same(true);
            case INTEGER -> Value.same(between(schema));
            case DECIMAL -> decimal(schema);
            case TIME -> time(schema);
            case ANY, OBJECT -> Value.same(Map.of(MAP_KEY, canary(), "more", Map.of("list", List.of(canary(), true))));
            case MAP -> Value.same(Map.of(MAP_KEY, canary()));
            case ENUM -> word(schema);
            case LIST -> list(schema.items());
            case PARAMS -> params(schema);
            case MODEL, UNION -> new Value(Expected.read(schema, Samples.whole(schema)), Samples.whole(schema));
            case FILE -> new Value(Upload.of("canary.png", "image/png", FILE), "a file");
            case EVENT, PAGE, ENVELOPE -> throw new IllegalArgumentException(use + " is never sent");
        };
    }

    private Object between(Schema schema) {
        long smallest = schema.node().number("minimum", 1);
        return Math.min(smallest + next(), schema.node().number("maximum", Long.MAX_VALUE));
    }

    private Value decimal(Schema schema) {
        if (schema.node().has("minimum") || schema.node().has("maximum")) {
            long whole = (long) between(schema);
            return new Value((double) whole, whole);
        }
        return Value.same(next() + 0.5);
    }

    private Value time(Schema schema) {
        var time = Instant.ofEpochSecond(SECONDS + next());
        return switch (schema.node().text("x-clerk-timestamp")) {
            case "millis" -> new Value(time, time.toEpochMilli());
            case "seconds" -> new Value(time, time.getEpochSecond());
            case "date-time" -> new Value(time, time.toString());
            default -> throw new IllegalStateException("no such unit: " + schema.node());
        };
    }

    private Value word(Schema schema) {
        var values = schema.enumValues();
        var value = values.get((int) (next() % values.size()));
        var word = Java.call(Java.method(schema.javaType(), "of", String.class), null, value);
        return new Value(Objects.requireNonNull(word), value);
    }

    private Value list(Schema items) {
        var java = new ArrayList<Object>();
        var json = new ArrayList<Object>();
        for (int i = 0; i < 2; i++) {
            var item = value(items);
            java.add(item.java());
            json.add(item.json());
        }
        return new Value(java, json);
    }

    private Value params(Schema schema) {
        var arguments = of(schema);
        var json = new LinkedHashMap<String, Object>();
        arguments.forEach(argument -> json.put(argument.field().wire(), argument.json()));
        return new Value(build(schema, arguments), json);
    }

    private String canary() {
        return "canary-" + next();
    }

    private long next() {
        count++;
        return count;
    }
}
