package com.clerk.sdk.runtime.internal;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.runtime.OpenEnum;
import com.clerk.sdk.runtime.Page;
import com.clerk.sdk.runtime.Params;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Map;

/**
 * Writes the types of the SDK when they are written by a user's gson, without what must not reach a browser, and
 * refuses types that may contain tokens or keys. Reading fails. Gson finds it by the annotations of the types.
 */
public final class GsonAdapter extends TypeAdapter<Object> {
    /** Why a mapper cannot read a type of the SDK. */
    public static final String READING = "JSON mappers can write the types of the Clerk SDK, but not read them:"
            + " call fromJson(…) of the type, fromJson(…) of its CODEC, or JsonValue.parse(…)";

    /** Why a mapper cannot write the parameters of a call. */
    public static final String PARAMS = "JSON mappers do not write the parameters of a call, which may contain secrets:"
            + " call contents().json() for the body that is sent";

    private static final Gson ALL = new GsonBuilder().serializeNulls().create();

    /** Creates an adapter. Gson calls it. */
    public GsonAdapter() {}

    @Override
    public void write(JsonWriter out, Object value) throws IOException {
        if (value instanceof OpenEnum word) {
            out.value(word.value());
            return;
        }
        var json = json(value);
        try {
            out.jsonValue(out.isHtmlSafe() ? htmlSafe(json) : json);
        } catch (UnsupportedOperationException e) {
            // Gson.toJsonTree writes to a tree, which does not take text.
            ALL.toJson(tree(json), out);
        }
    }

    private static String json(Object value) {
        if (value instanceof Params.Contents || value instanceof Map) { // the map is a field of a builder of parameters
            throw new UnsupportedOperationException(PARAMS);
        }
        if (value instanceof Model model) {
            return model.toJsonWithoutSecrets();
        }
        if (value instanceof Page<?> page) {
            return page.toJsonWithoutSecrets();
        }
        if (value instanceof JsonValue json) {
            return json.toJsonWithoutSecrets();
        }
        throw refusal(value);
    }

    /**
     * Returns the refusal to write a value that may contain tokens or keys, or a client of the SDK.
     *
     * @param value the value
     * @return the exception to throw; its message names the type alone
     */
    public static UnsupportedOperationException refusal(Object value) {
        return new UnsupportedOperationException(
                "JSON mappers do not write a " + value.getClass().getSimpleName()
                        + ", which may contain secrets: write the values of it that you need");
    }

    private static JsonElement tree(String json) {
        return JsonParser.parseString(json);
    }

    /** Escapes the characters that gson escapes by default. In JSON, they occur in texts and names only. */
    private static String htmlSafe(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("=", "\\u003d")
                .replace("'", "\\u0027");
    }

    @Override
    public Object read(JsonReader in) {
        throw new JsonParseException(READING);
    }
}
