package com.clerk.sdk.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts Java values to JSON. */
final class JsonConversion {
    private JsonConversion() {}

    /**
     * Converts a value that may have some levels of objects and arrays.
     *
     * @param withSecrets whether models in it keep their secrets
     */
    static JsonValue of(@Nullable Object value, int levels, boolean withSecrets) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof String text) {
            return JsonValue.ofText(text);
        }
        if (value instanceof Boolean bool) {
            return JsonValue.ofBoolean(bool);
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Collection<?> items) {
            return ofItems(items, below(levels), withSecrets);
        }
        if (value instanceof Map<?, ?> entries) {
            return ofEntries(entries, below(levels), withSecrets);
        }
        return ofType(value, withSecrets).limitedTo(levels);
    }

    private static JsonValue ofType(Object value, boolean withSecrets) {
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof OpenEnum word) {
            return JsonValue.ofText(word.value());
        }
        if (value instanceof Params params) {
            return params.contents().json();
        }
        if (value instanceof Model model) {
            return JsonValue.parse(withSecrets ? model.toJson() : model.toJsonWithoutSecrets());
        }
        if (value instanceof Page<?> page) {
            return JsonValue.parse(withSecrets ? page.toJson() : page.toJsonWithoutSecrets());
        }
        return JsonValue.parse(JsonBinder.toJson(value, withSecrets));
    }

    private static int below(int levels) {
        if (levels == 0) {
            throw tooDeep();
        }
        return levels - 1;
    }

    static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("The value contains itself, or is nested deeper than " + Limits.DEPTH
                + " levels: JSON of that depth cannot be read back");
    }

    private static JsonValue ofNumber(Number number) {
        var text = Numbers.text(number);
        if (text == null) {
            throw new IllegalArgumentException("JSON cannot hold a number that is not finite");
        }
        if (text.length() > Limits.NUMBER_LENGTH) {
            throw new IllegalArgumentException("The number has " + text.length() + " characters: send at most "
                    + Limits.NUMBER_LENGTH + ", or text");
        }
        return JsonValue.ofNumber(text);
    }

    private static JsonValue ofItems(Collection<?> items, int levels, boolean withSecrets) {
        var list = new ArrayList<JsonValue>(items.size());
        for (var item : items) {
            list.add(of(item, levels, withSecrets));
        }
        return JsonValue.ofList(list);
    }

    private static JsonValue ofEntries(Map<?, ?> entries, int levels, boolean withSecrets) {
        var map = new LinkedHashMap<String, JsonValue>();
        for (var entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new IllegalArgumentException("A key of a JSON object must be a String");
            }
            map.put(name, of(entry.getValue(), levels, withSecrets));
        }
        return JsonValue.ofMap(map);
    }
}
