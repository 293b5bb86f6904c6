package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Fields of a query or a form, where every value is text. */
final class FieldText {
    private FieldText() {}

    /** In a query every list repeats its field. */
    static List<String> ofQuery(JsonValue value) {
        return value.isArray() ? each(value.items()) : List.of(text(value));
    }

    /** In a form a list of texts repeats its field; any other list is one field that holds JSON. */
    static List<String> ofForm(JsonValue value) {
        return value.isArray() && areTexts(value.items()) ? each(value.items()) : List.of(text(value));
    }

    private static List<String> each(List<JsonValue> items) {
        var texts = new ArrayList<String>(items.size());
        for (var item : items) {
            texts.add(text(item));
        }
        return texts;
    }

    private static boolean areTexts(List<JsonValue> items) {
        for (var item : items) {
            if (!item.isString()) {
                return false;
            }
        }
        return true;
    }

    private static String text(JsonValue value) {
        if (value.isNull()) {
            return "";
        }
        return value.isString() ? value.asString() : value.toJson();
    }
}
