package com.clerk.sdk.openapi;

import java.util.Map;
import java.util.TreeMap;

/** What kinds of value the fields of a type hold. */
final class Uses {
    private Uses() {}

    static Map<String, Object> of(Map<String, Object> schema) {
        var uses = new TreeMap<String, Object>();
        Yaml.map(schema.get("properties")).values().forEach(value -> {
            var node = Yaml.map(value);
            collect(node, uses);
            if (!isNeverNull(node)) {
                uses.put("optionalField", true);
            }
        });
        return uses;
    }

    private static void collect(Map<String, Object> node, Map<String, Object> uses) {
        if (node.containsKey("x-clerk-timestamp")) {
            uses.put("timestamp", true);
        } else if ("array".equals(node.get("type"))) {
            uses.put("list", true);
            element(Yaml.map(node.get("items")), uses);
        } else if (isMap(node)) {
            uses.put("map", true);
            uses.put("maps", true);
            element(Yaml.map(node.get("additionalProperties")), uses);
        } else if (isJson(node)) {
            uses.put("json", true);
            uses.put("maps", true);
        } else if ("binary".equals(node.get("format"))) {
            uses.put("upload", true);
        }
    }

    private static void element(Map<String, Object> node, Map<String, Object> uses) {
        if (!node.containsKey("$ref") && !node.containsKey("allOf")) {
            uses.put("elements", true);
            collect(node, uses);
        }
    }

    private static boolean isMap(Map<String, Object> node) {
        return "object".equals(node.get("type")) && node.get("additionalProperties") instanceof Map;
    }

    private static boolean isJson(Map<String, Object> node) {
        return !node.containsKey("allOf")
                && !node.containsKey("$ref")
                && !node.containsKey("oneOf")
                && (!node.containsKey("type") || "object".equals(node.get("type")) && !isMap(node));
    }

    /** Lists, maps and free JSON are never null in a result: what is missing is empty. */
    private static boolean isNeverNull(Map<String, Object> node) {
        return "array".equals(node.get("type")) || isMap(node) || isJson(node);
    }
}
