package com.clerk.sdk.testing.server.frontend.wire;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request body: a form, or a JSON object, which clients may send in its place. A list is the same name
 * several times; an object is JSON text in one field. An empty value is how clients send null. Immutable.
 */
public final class Form {
    private static final int MAX_BYTES = 1024 * 1024;
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]");

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body of a request.
     *
     * @throws ErrorResponseException if the body is too long, of an unknown type, or not of the form that its type says
     */
    public static Form of(ServerRequest request) {
        var body = request.body();
        if (body.length == 0) {
            return new Form(Map.of());
        }
        var type = String.valueOf(request.header("content-type"));
        if (type.startsWith("multipart/form-data") || type.startsWith("image/") || type.contains("octet-stream")) {
            return new Form(Map.of());
        }
        if (body.length > MAX_BYTES) {
            throw new ErrorResponseException(
                    413, "request_body_too_large", "The request body is longer than " + MAX_BYTES + " bytes.");
        }
        if (type.startsWith("application/json")) {
            return ofJson(request.text());
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return ofForm(request.text());
        }
        throw new ErrorResponseException(
                415,
                "unsupported_content_type",
                "The Content-Type of the body must be application/x-www-form-urlencoded or application/json.");
    }

    private static Form ofForm(String text) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var field : text.split("&")) {
            if (!field.isEmpty()) {
                var end = field.indexOf('=');
                var name = decode(end < 0 ? field : field.substring(0, end));
                fields.computeIfAbsent(name, absent -> new ArrayList<>(1))
                        .add(end < 0 ? "" : decode(field.substring(end + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw invalidBody("The request body is not a valid form: a percent sign has no two hexadecimal digits.");
        }
    }

    private static Form ofJson(String text) {
        JsonElement json;
        try {
            json = Json.parse(text);
        } catch (JsonParseException notJson) {
            throw invalidBody("The request body is not valid JSON.");
        }
        if (!json.isJsonObject()) {
            throw invalidBody("The request body is JSON, but not an object.");
        }
        var fields = new LinkedHashMap<String, List<String>>();
        json.getAsJsonObject().entrySet().forEach(field -> fields.put(field.getKey(), texts(field.getValue())));
        return new Form(fields);
    }

    private static List<String> texts(JsonElement value) {
        if (value.isJsonArray()) {
            return value.getAsJsonArray().asList().stream().map(Form::text).toList();
        }
        return List.of(text(value));
    }

    private static String text(JsonElement value) {
        if (value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    private static ErrorResponseException invalidBody(String message) {
        return new ErrorResponseException(400, "request_body_invalid", message);
    }

    /** Returns whether the form has a field, with or without a value. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Returns the value of a field, or null if it is absent or empty.
     *
     * @throws ErrorResponseException if the value has control characters
     */
    @Nullable
    public String text(String name) {
        var values = fields.getOrDefault(name, List.of());
        if (values.isEmpty() || values.get(0).isEmpty()) {
            return null;
        }
        var value = values.get(0);
        if (CONTROL.matcher(value).find()) {
            throw ErrorResponseException.malformed(name, "text without control characters");
        }
        return value;
    }

    /** Returns the value of a field without white space at its ends, or null if there is nothing else. */
    @Nullable
    public String trimmed(String name) {
        var value = text(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Returns the value of a field without white space and in lower case, or null. */
    @Nullable
    public String lowerCase(String name) {
        var value = trimmed(name);
        return value == null ? null : value.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the value of a field.
     *
     * @throws ErrorResponseException if it is absent or empty
     */
    public String require(String name) {
        var value = text(name);
        if (value == null) {
            throw ErrorResponseException.missing(name);
        }
        return value;
    }

    /** Returns all values of a field that are not empty. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /**
     * Returns a boolean field, or null if it is absent or empty.
     *
     * @throws ErrorResponseException if the value is neither {@code true} nor {@code false}
     */
    @Nullable
    public Boolean flag(String name) {
        var value = text(name);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true", "1" -> Boolean.TRUE;
            case "false", "0" -> Boolean.FALSE;
            default -> throw ErrorResponseException.malformed(name, "true or false");
        };
    }

    /**
     * Returns a field that is JSON text of an object, or null if it is absent or empty.
     *
     * @throws ErrorResponseException if it is anything else, also if the fields of the object are fields of the form
     */
    @Nullable
    public JsonObject object(String name) {
        if (fields.keySet().stream().anyMatch(field -> field.startsWith(name + "["))) {
            throw ErrorResponseException.malformed(name, "one field with the JSON text of an object");
        }
        var value = text(name);
        if (value == null) {
            return null;
        }
        try {
            var json = Json.parse(value);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException notJson) {
            throw ErrorResponseException.malformed(name, "the JSON text of an object");
        }
        throw ErrorResponseException.malformed(name, "the JSON text of an object");
    }
}
