package com.clerk.sdk.testing;

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

/** What the JSON library leaves to its users: strict parsing, and reading of fields that may be null or absent. */
final class Json {
    // Without this setting the library also accepts comments, single quotes and names without quotes.
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private Json() {}

    static JsonElement parse(String text) {
        var json = STRICT.fromJson(text, JsonElement.class);
        if (json == null) {
            throw new JsonSyntaxException("There is no JSON");
        }
        return json;
    }

    /** JSON that the test itself gives, and so is told plainly when it is none. */
    static JsonElement given(String text) {
        try {
            return parse(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("The text given is not JSON", e);
        }
    }

    static @Nullable String text(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? null : value.getAsString();
    }

    static long number(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? 0 : value.getAsLong();
    }

    static boolean flag(JsonObject object, String name) {
        var value = value(object, name);
        return value != null && value.getAsBoolean();
    }

    static List<JsonObject> objects(JsonObject object, String name) {
        var value = value(object, name);
        return value == null
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .toList();
    }

    static List<String> texts(JsonObject object, String name) {
        var value = value(object, name);
        return value == null
                ? List.of()
                : value.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();
    }

    static JsonObject object(JsonObject object, String name) {
        var value = value(object, name);
        return value == null ? new JsonObject() : value.getAsJsonObject();
    }

    /** The value of a field, or null where the field is absent or null. */
    static @Nullable JsonElement value(JsonObject object, String name) {
        var value = object.get(name);
        return value == null || value.isJsonNull() ? null : value;
    }

    static JsonArray array(Iterable<? extends JsonElement> elements) {
        var array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }

    static JsonArray arrayOfTexts(Collection<String> texts) {
        return array(texts.stream().map(JsonPrimitive::new).toList());
    }

    /** The JSON form of a plain Java value: null, text, number, boolean, or a map or list of such. */
    static JsonElement of(@Nullable Object value) {
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
        throw new IllegalArgumentException("A " + value.getClass().getName()
                + " has no JSON form here; give null, text, a number, a boolean, or a map or list of such");
    }

    static JsonObject ofMap(Map<?, ?> map) {
        var object = new JsonObject();
        map.forEach((name, value) -> object.add(String.valueOf(name), of(value)));
        return object;
    }
}
