package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Texts, numbers and booleans, and the constants of enums. */
final class Scalars {
    private static final List<String> NUMBER_FACTS = List.of("minimum", "maximum", "multipleOf");
    private static final List<String> STRING_FACTS = List.of("minLength", "maxLength", "pattern");

    private final Upstream upstream;

    Scalars(Upstream upstream) {
        this.upstream = upstream;
    }

    Map<String, Object> node(Map<String, Object> schema, String location) {
        var type = String.valueOf(schema.getOrDefault("type", "string"));
        var format = schema.get("format");
        var isBinary = "binary".equals(format);
        var result = Facts.of("type", type);
        switch (type) {
            case "integer" ->
                result.put("format", format == null ? "int64" : format).copy(schema, NUMBER_FACTS);
            case "number" -> result.put("format", format).copy(schema, NUMBER_FACTS);
            case "string" ->
                result.put("format", isBinary ? format : null)
                        .put("x-clerk-format", isBinary ? null : format)
                        .copy(schema, STRING_FACTS);
            case "boolean" -> {}
            default ->
                throw upstream.refuse(location, "the type " + type + " is unknown", "Teach the importer this type");
        }
        constant(schema, type, result);
        return result.map();
    }

    private static void constant(Map<String, Object> schema, String type, Facts result) {
        var values =
                Yaml.list(schema.get("enum")).stream().filter(Objects::nonNull).toList();
        if (schema.containsKey("enum") && (!values.isEmpty() || !"string".equals(type))) {
            var isText = "string".equals(type);
            result.put("enum", isText ? Shapes.strings(values) : values)
                    .put("x-clerk-const", true)
                    .put("x-clerk-boolean", isText && Shapes.isBoolean(Shapes.strings(values)) ? true : null);
        }
    }

    /** The values with a constant's name for each, no two the same. */
    static List<Map<String, Object>> constants(List<String> values) {
        var isOrder = values.stream().anyMatch(value -> value.startsWith("+"));
        var result = new ArrayList<Map<String, Object>>();
        var taken = new HashSet<String>();
        for (var value : values) {
            var name = Words.constant(value, isOrder);
            while (!taken.add(name)) {
                name = name + "_";
            }
            result.add(Facts.of("value", value).put("name", name).map());
        }
        return result;
    }
}
