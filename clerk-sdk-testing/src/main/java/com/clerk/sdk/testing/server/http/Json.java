package com.clerk.sdk.testing.server.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSyntaxException;
import com.google.gson.Strictness;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Strict JSON parsing, reading of fields that may be null or absent, and conversion of plain Java values to JSON. */
public final class Json {
    // By default, gson also accepts comments, single quotes and names without quotes.
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private Json() {}

    /**
     * Parses JSON strictly, as RFC 8259 says.
     *
     * @throws JsonParseException if the text is not valid JSON
     */
    public static JsonElement parse(String text) {
        var json = STRICT.fromJson(text, JsonElement.class);
        if (json == null) {
            throw new JsonSyntaxException("The text is empty");
        }
        return json;
    }

    /**
     * Parses JSON that a test passed as an argument.
     *
     * @throws IllegalArgumentException if the text is not valid JSON
     */
    public static JsonElement parseArgument(String text) {
        try {
            return parse(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("The argument is not valid JSON", e);
        }
    }

    /** Returns a text field, or null if it is absent or null. */
    public static @Nullable String text(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? null : value.getAsString();
    }

    /** Returns a numeric field; 0 if it is absent or null. */
    public static long number(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? 0 : value.getAsLong();
    }

    /** Returns a boolean field; false if it is absent or null. */
    public static boolean flag(JsonObject object, String name) {
        var value = value(object, name);
        return value != null && value.getAsBoolean();
    }

    /** Returns a field that is an array of objects; an empty list if it is absent or null. */
    public static List<JsonObject> objects(JsonObject object, String name) {
        var value = value(object, name);
        return value == null
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    /** Returns a field that is an array of strings; an empty list if it is absent or null. */
    public static List<String> texts(JsonObject object, String name) {
        var value = value(object, name);
        return value == null
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();
    }

    /** Returns a field that is an object; a new, empty object if it is absent or null. */
    public static JsonObject object(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? new JsonObject() : value.getAsJsonObject();
    }

    /** Returns the value of a field, or null if it is absent or null. */
    public static @Nullable JsonElement value(JsonObject object, String name) {
        var value = object.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    /** Returns an array of the elements. */
    public static JsonArray array(Iterable<? extends JsonElement> elements) {
        var array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    /** Returns an array of strings. */
    public static JsonArray arrayOfTexts(Collection<String> texts) {
        return array(texts.stream().map(JsonPrimitive::new).toList());
    }

    /**
     * Converts a plain Java value to JSON: null, text, a number, a boolean, or a map or list of such.
     *
     * @throws IllegalArgumentException if the value is of any other type
     */
    public static JsonElement of(@Nullable Object value) {
        if (value == null) {
            return JsonNull.INSTANCE;
        }
        if (value instanceof JsonElement json) {
            return json;
        }
        if (value instanceof CharSequence text) {
            return new JsonPrimitive(text.toString());
        }
        if (value instanceof Number number) {
            return new JsonPrimitive(number);
        }
        if (value instanceof Boolean flag) {
            return new JsonPrimitive(flag);
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof Iterable<?> elements) {
            var array = new JsonArray();
            elements.forEach(element -> array.add(of(element)));
            return array;
        }
        throw new IllegalArgumentException("A value of type " + value.getClass().getName()
                + " has no JSON form. Use null, text, a number, a boolean, or a map or list of such.");
    }

    /** Converts a map as {@link #of} does. Keys become strings. */
    public static JsonObject ofMap(Map<?, ?> map) {
        var object = new JsonObject();
        map.forEach((name, value) -> object.add(String.valueOf(name), of(value)));
        return object;
    }
}
