package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which fields an operation takes in its body. Built once for each operation, then only read. */
final class BodyShape {
    private enum Kind {
        TEXT("a string", BodyShape::isText),
        TEXTS("an array of strings", json -> json.isJsonArray() && all(json, BodyShape::isText)),
        FLAG(
                "true or false",
                json -> json.isJsonPrimitive() && json.getAsJsonPrimitive().isBoolean()),
        NUMBER("a whole number", BodyShape::isWholeNumber),
        OBJECT("an object", JsonElement::isJsonObject);

        private final String expected;
        private final Predicate<JsonElement> fits;

        Kind(String expected, Predicate<JsonElement> fits) {
            this.expected = expected;
            this.fits = fits;
        }
    }

    private final Map<String, Kind> fields = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();

    BodyShape texts(String... names) {
        return with(Kind.TEXTS, names);
    }

    BodyShape text(String... names) {
        return with(Kind.TEXT, names);
    }

    BodyShape flag(String... names) {
        return with(Kind.FLAG, names);
    }

    BodyShape number(String... names) {
        return with(Kind.NUMBER, names);
    }

    BodyShape object(String... names) {
        return with(Kind.OBJECT, names);
    }

    BodyShape require(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    private BodyShape with(Kind kind, String... names) {
        for (var name : names) {
            fields.put(name, kind);
        }
        return this;
    }

    JsonObject check(JsonObject body) {
        var entries = new ArrayList<Problem.Entry>();
        for (var name : required) {
            if (Json.value(body, name) == null) {
                entries.add(new Problem.Entry("form_param_missing", name + " must be given.", name));
            }
        }
        body.entrySet().forEach(field -> check(field.getKey(), field.getValue(), entries));
        if (!entries.isEmpty()) {
            throw new Problem(422, entries);
        }
        return body;
    }

    private void check(String name, JsonElement value, List<Problem.Entry> entries) {
        var kind = fields.get(name);
        if (kind == null) {
            entries.add(new Problem.Entry("form_param_unknown", name + " is not a parameter of this operation.", name));
        } else if (!value.isJsonNull() && !kind.fits.test(value)) {
            entries.add(new Problem.Entry("form_param_format_invalid", name + " must be " + kind.expected + ".", name));
        }
    }

    private static boolean isText(JsonElement json) {
        return json.isJsonPrimitive() && json.getAsJsonPrimitive().isString();
    }

    private static boolean isWholeNumber(JsonElement json) {
        return json.isJsonPrimitive()
                && json.getAsJsonPrimitive().isNumber()
                && json.getAsString().matches("-?[0-9]{1,18}");
    }

    private static boolean all(JsonElement array, Predicate<JsonElement> fits) {
        return array.getAsJsonArray().asList().stream().allMatch(fits);
    }
}
