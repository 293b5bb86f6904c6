package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Merges upstream schemas that share a type: it has the fields and values of each, and requires what all require. */
final class TypeMerger {
    private static final List<String> CONSTRAINTS =
            List.of("minimum", "maximum", "default", "minLength", "maxLength", "pattern");

    private TypeMerger() {}

    static Map<String, Object> merge(String type, Map<String, Object> first, Map<String, Object> second, String file) {
        if (first.containsKey("x-clerk-values") && second.containsKey("x-clerk-values")) {
            return enums(first, second);
        }
        if (first.containsKey("oneOf") && second.containsKey("oneOf")) {
            return first;
        }
        if (!"object".equals(first.get("type")) || !"object".equals(second.get("type"))) {
            throw new ImportException(
                    file,
                    type,
                    "schemas of different kinds share this name",
                    "Give one of them its own name in names/");
        }
        return objects(type, first, second, file);
    }

    private static Map<String, Object> enums(Map<String, Object> first, Map<String, Object> second) {
        var values = SchemaShapes.strings(all(first.get("enum"), second.get("enum")));
        var result = new LinkedHashMap<>(first);
        result.put("enum", values);
        result.put("x-clerk-values", Scalars.constants(values));
        return result;
    }

    private static Map<String, Object> objects(
            String type, Map<String, Object> first, Map<String, Object> second, String file) {
        var properties = new LinkedHashMap<>(Yaml.map(first.get("properties")));
        Yaml.map(second.get("properties"))
                .forEach((name, property) -> properties.merge(
                        name, property, (a, b) -> property(type + "." + name, Yaml.map(a), Yaml.map(b), file)));
        var required = new ArrayList<>(SchemaShapes.strings(first.get("required")));
        required.retainAll(SchemaShapes.strings(second.get("required")));
        var result = new LinkedHashMap<>(first);
        result.remove("required");
        result.remove("properties");
        if (!required.isEmpty()) {
            result.put("required", required);
        }
        result.put("properties", properties);
        return result;
    }

    private static Map<String, Object> property(
            String location, Map<String, Object> first, Map<String, Object> second, String file) {
        if (!shape(first).equals(shape(second))) {
            throw new ImportException(
                    file,
                    location,
                    "the schemas that share this type differ here: " + shape(first) + " and " + shape(second),
                    "Give one of them its own name in names/");
        }
        var result = new LinkedHashMap<>(first);
        if (first.containsKey("x-clerk-const") || second.containsKey("x-clerk-const")) {
            result.put("enum", all(first.get("enum"), second.get("enum")));
            result.put("x-clerk-const", true);
        }
        if (first.containsKey(Fields.SELECTS) || second.containsKey(Fields.SELECTS)) {
            result.put(Fields.SELECTS, all(first.get(Fields.SELECTS), second.get(Fields.SELECTS)));
        }
        if (first.get("items") instanceof Map<?, ?> items && !items.equals(second.get("items"))) {
            result.put("items", property(location + "[]", Yaml.map(items), Yaml.map(second.get("items")), file));
        }
        if (Boolean.TRUE.equals(second.get("nullable"))) {
            result.put("nullable", true);
        }
        CONSTRAINTS.stream()
                .filter(key -> !Objects.equals(first.get(key), second.get(key)))
                .forEach(result::remove);
        return result;
    }

    private static List<Object> all(Object first, Object second) {
        var values = new LinkedHashSet<Object>(Yaml.list(first));
        values.addAll(Yaml.list(second));
        return new ArrayList<>(values);
    }

    /** Returns the type of a value as text, without its constraints. */
    static String shape(Map<String, Object> node) {
        if (node.get("allOf") instanceof List<?> reference) {
            return String.valueOf(reference);
        }
        if (node.get("items") instanceof Map<?, ?> items) {
            return "array of " + shape(Yaml.map(items));
        }
        if (node.get("additionalProperties") instanceof Map<?, ?> values) {
            return "map of " + shape(Yaml.map(values));
        }
        var unit = node.get("x-clerk-timestamp");
        return node.getOrDefault("type", node.getOrDefault("$ref", "any")) + (unit == null ? "" : " in " + unit);
    }
}
