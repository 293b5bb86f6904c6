package com.clerk.sdk.testing.server.contract;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ErrorResponseException.Entry;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Checks the query and the body of one request against the contract, and collects all that is wrong with them. */
final class RequestCheck {
    /** A request with more errors than this names the first ones only. */
    private static final int MAX_ENTRIES = 100;

    private static final int UNPROCESSABLE = 422;

    private final Contract contract;
    private final List<Entry> entries = new ArrayList<>();
    private String wrongType = "form_param_type_invalid";

    RequestCheck(Contract contract) {
        this.contract = contract;
    }

    /**
     * Ends the check.
     *
     * @throws ErrorResponseException with status 422 if anything is wrong
     */
    void finish() {
        if (!entries.isEmpty()) {
            throw new ErrorResponseException(UNPROCESSABLE, entries);
        }
    }

    /** Checks the query. Parameters that the operation does not have are ignored, as Clerk ignores them. */
    void query(Type parameters, Map<String, List<String>> query) {
        // All is text in a query, so a value of another type is one of another form.
        wrongType = "form_param_format_invalid";
        for (var field : parameters.fields().values()) {
            if (field.in().equals("query")) {
                var values = query.getOrDefault(field.name(), List.of());
                if (values.isEmpty() && field.required()) {
                    missing(field.name());
                }
                // PageRange decides about a limit that is too large.
                if (!field.name().equals("limit")) {
                    values.forEach(value -> queryValue(field, value));
                }
            }
        }
        wrongType = "form_param_type_invalid";
    }

    private void queryValue(Field field, String text) {
        var values = field.separator().isEmpty() ? new String[] {text} : text.split(field.separator(), -1);
        for (var value : values) {
            value(field, field.elementType(), fromQuery(field.elementType(), value), field.name());
        }
    }

    private static JsonPrimitive fromQuery(String type, String text) {
        if (type.equals("boolean") && (text.equals("true") || text.equals("false"))) {
            return new JsonPrimitive(text.equals("true"));
        }
        var isNumber = type.equals("integer") || type.equals("millis") || type.equals("seconds");
        if (isNumber && text.matches("-?[0-9]{1,18}")) {
            return new JsonPrimitive(Long.parseLong(text));
        }
        return new JsonPrimitive(text);
    }

    /** Checks a body that is an array. */
    void items(Field field, JsonArray items) {
        size(field, items, "items");
        for (var item : items) {
            value(field, field.elementType(), item, "items");
        }
    }

    /** Checks a body that is an object. */
    void body(Type parameters, JsonObject body) {
        var fields = new LinkedHashMap<String, Field>();
        for (var field : parameters.fields().values()) {
            if (field.in().equals("map")) {
                return;
            }
            if (field.in().isEmpty()) {
                fields.put(field.name(), field);
            }
        }
        fields(fields, body, "");
    }

    private void fields(Map<String, Field> fields, JsonObject body, String prefix) {
        for (var field : fields.values()) {
            var isGiven = field.nullable() ? body.has(field.name()) : Json.value(body, field.name()) != null;
            if (field.required() && !isGiven) {
                missing(prefix + field.name());
            }
        }
        for (var name : body.keySet()) {
            var field = fields.get(name);
            var value = Json.value(body, name);
            if (field == null) {
                add("form_param_unknown", prefix + name + " is not a parameter of this operation.", prefix + name);
            } else if (value != null) {
                value(field, value, prefix + name);
            }
        }
    }

    private void value(Field field, JsonElement value, String path) {
        if (!field.isArray()) {
            value(field, field.type(), value, path);
        } else if (value.isJsonArray()) {
            size(field, value.getAsJsonArray(), path);
            for (var element : value.getAsJsonArray()) {
                value(field, field.elementType(), element, path);
            }
        } else {
            wrongType(path, "an array");
        }
    }

    private void size(Field field, JsonArray array, String path) {
        if (isAbove(array.size(), field.limits().maxItems())) {
            add(
                    "form_param_array_size_exceeded",
                    path + " must have " + field.limits().maxItems().getAsLong() + " elements or fewer.",
                    path);
        }
        if (isBelow(array.size(), field.limits().minItems())) {
            invalid(path, "an array of " + field.limits().minItems().getAsLong() + " elements or more");
        }
    }

    private void value(Field field, String type, JsonElement value, String path) {
        switch (type) {
            case "string", "date-time" -> text(field, value, path, field.values());
            case "boolean" -> primitive(value, path, "true or false", RequestCheck::isBoolean);
            case "integer", "millis", "seconds" -> number(field, value, path);
            case "number" -> primitive(value, path, "a number", JsonPrimitive::isNumber);
            case "object" -> object(value, path);
            case "any", "file" -> {}
            default -> reference(field, contract.type(type.substring(1)), value, path);
        }
    }

    private void reference(Field field, Type type, JsonElement value, String path) {
        if (type.isEnum()) {
            text(field, value, path, type.values());
        } else if (object(value, path)) {
            fields(type.fields(), value.getAsJsonObject(), path + ".");
        }
    }

    private boolean object(JsonElement value, String path) {
        if (!value.isJsonObject()) {
            wrongType(path, "an object");
        }
        return value.isJsonObject();
    }

    private boolean primitive(JsonElement value, String path, String expected, Predicate<JsonPrimitive> matches) {
        var isRight = value.isJsonPrimitive() && matches.test(value.getAsJsonPrimitive());
        if (!isRight) {
            wrongType(path, expected);
        }
        return isRight;
    }

    private static boolean isBoolean(JsonPrimitive value) {
        return value.isBoolean();
    }

    private void text(Field field, JsonElement value, String path, List<String> values) {
        if (!primitive(value, path, "a string", JsonPrimitive::isString)) {
            return;
        }
        var text = value.getAsString();
        // A value named * stands for any.
        if (!values.isEmpty() && !values.contains(text) && !values.contains("*")) {
            invalid(path, "one of " + String.join(", ", values));
        }
        var length = text.codePointCount(0, text.length());
        if (isAbove(length, field.limits().maxLength())) {
            var most = field.limits().maxLength().getAsLong();
            add("form_param_max_length_exceeded", path + " must have " + most + " characters or fewer.", path);
        }
        if (isBelow(length, field.limits().minLength())) {
            var least = field.limits().minLength().getAsLong();
            add("form_param_min_length_exceeded", path + " must have " + least + " characters or more.", path);
        }
    }

    private void number(Field field, JsonElement value, String path) {
        if (!primitive(value, path, "a whole number", RequestCheck::isInteger)) {
            return;
        }
        var number = value.getAsLong();
        if (isAbove(number, field.limits().maximum())) {
            var most = field.limits().maximum().getAsLong();
            add("form_param_value_too_large", path + " must be " + most + " or less.", path);
        }
        if (isBelow(number, field.limits().minimum())) {
            invalid(path, field.limits().minimum().getAsLong() + " or more");
        }
    }

    private static boolean isInteger(JsonPrimitive value) {
        return value.isNumber() && value.getAsString().matches("-?[0-9]{1,18}");
    }

    private static boolean isAbove(long number, OptionalLong limit) {
        return limit.isPresent() && number > limit.getAsLong();
    }

    private static boolean isBelow(long number, OptionalLong limit) {
        return limit.isPresent() && number < limit.getAsLong();
    }

    private void missing(String path) {
        add("form_param_missing", path + " is required.", path);
    }

    private void wrongType(String path, String expected) {
        add(wrongType, path + " must be " + expected + ".", path);
    }

    private void invalid(String path, String expected) {
        add("form_param_value_invalid", path + " must be " + expected + ".", path);
    }

    private void add(String code, String message, String path) {
        if (entries.size() < MAX_ENTRIES) {
            entries.add(new Entry(code, message, path));
        }
    }
}
