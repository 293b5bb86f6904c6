package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Converts the fields of a query or a form to text. */
final class FieldText {
    private FieldText() {}

    /** Returns the values of a query field: a list repeats the field. */
    static List<String> ofQuery(JsonValue value) {
        return value.isArray() ? each(value.items()) : List.of(text(value));
    }

    /** Returns the values of a form field: a list of texts repeats the field, any other list is sent as JSON. */
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
