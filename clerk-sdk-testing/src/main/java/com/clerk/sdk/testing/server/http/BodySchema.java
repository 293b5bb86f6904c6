package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The fields that an operation takes in its body. Built once for each operation, then only read. */
public final class BodySchema {
    private enum Type {
        STRING("a string", BodySchema::isString),
        STRINGS("an array of strings", json -> json.isJsonArray() && allMatch(json, BodySchema::isString)),
        BOOLEAN(
                "true or false",
                json -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean()),
        INTEGER("a whole number", BodySchema::isInteger),
        OBJECT("an object", JsonElement::isJsonObject);

        private final String description;
        private final Predicate<JsonElement> matches;

        Type(String description, Predicate<JsonElement> matches) {
            this.description = description;
            this.matches = matches;
        }
    }

    private final Map<String, Type> fields = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    /** Adds fields that are strings. */
    public BodySchema strings(String... names) {
        return with(Type.STRING, names);
    }

    /** Adds fields that are arrays of strings. */
    public BodySchema stringArrays(String... names) {
        return with(Type.STRINGS, names);
    }

    /** Adds fields that are booleans. */
    public BodySchema booleans(String... names) {
        return with(Type.BOOLEAN, names);
    }

    /** Adds fields that are whole numbers. */
    public BodySchema integers(String... names) {
        return with(Type.INTEGER, names);
    }

    /** Adds fields that are objects. */
    public BodySchema objects(String... names) {
        return with(Type.OBJECT, names);
    }

    /** Makes fields required. */
    public BodySchema require(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    private BodySchema with(Type type, String... names) {
        for (var name : names) {
            fields.put(name, type);
        }
        return this;
    }

    JsonObject validate(JsonObject body) {
        var entries = new ArrayList<ErrorResponseException.Entry>();
        for (var name : required) {
            if (Json.value(body, name) == null) {
                entries.add(new ErrorResponseException.Entry("form_param_missing", name + " is required.", name));
            }
        }
        body.entrySet().forEach(field -> validate(field.getKey(), field.getValue(), entries));
        if (!entries.isEmpty()) {
            throw new ErrorResponseException(422, entries);
        }
        return body;
    }

    private void validate(String name, JsonElement value, List<ErrorResponseException.Entry> entries) {
        var type = fields.get(name);
        if (type == null) {
            entries.add(new ErrorResponseException.Entry(
                    "form_param_unknown", name + " is not a parameter of this operation.", name));
        } else if (!value.isJsonNull() && !type.matches.test(value)) {
            entries.add(new ErrorResponseException.Entry(
                    "form_param_format_invalid", name + " must be " + type.description + ".", name));
        }
    }

    private static boolean isString(JsonElement json) {
        return json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
    }

    private static boolean isInteger(JsonElement json) {
        return json.isJsonPrimitive()
                && json.getAsJsonPrimitive().isNumber()
                && json.getAsString().matches("-?[0-9]{1,18}");
    }

    private static boolean allMatch(JsonElement array, Predicate<JsonElement> matches) {
        return array.getAsJsonArray().asList().stream().allMatch(matches);
    }
}
