package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.Map;
import java.util.TreeMap;

/** Collects the kinds of value that the fields of a type have, so that generated code imports only what it needs. */
final class ImportHints {
    private ImportHints() {}

    static Map<String, Object> of(Map<String, Object> schema) {
        var hints = new TreeMap<String, Object>();
        Yaml.map(schema.get("properties")).values().forEach(value -> {
            var node = Yaml.map(value);
            collect(node, hints);
            if (!isNeverNull(node)) {
                hints.put("optionalField", true);
            }
        });
        Yaml.list(schema.get(ComputedMembers.EXTENSION)).forEach(member -> {
            hints.put("optionalField", true);
            if (Yaml.map(member).containsKey("join")) {
                hints.put("join", true);
            }
        });
        return hints;
    }

    private static void collect(Map<String, Object> node, Map<String, Object> hints) {
        if (node.containsKey("x-clerk-timestamp")) {
            hints.put("timestamp", true);
        } else if ("array".equals(node.get("type"))) {
            hints.put("list", true);
            element(Yaml.map(node.get("items")), hints);
        } else if (isMap(node)) {
            hints.put("map", true);
            hints.put("maps", true);
            element(Yaml.map(node.get("additionalProperties")), hints);
        } else if (isJson(node)) {
            hints.put("json", true);
            hints.put("maps", true);
        } else if ("binary".equals(node.get("format"))) {
            hints.put("upload", true);
        }
    }

    private static void element(Map<String, Object> node, Map<String, Object> hints) {
        if (!node.containsKey("$ref") && !node.containsKey("allOf")) {
            hints.put("elements", true);
            collect(node, hints);
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

    /** Lists, maps and free JSON are never null in a result: a missing one is empty. */
    private static boolean isNeverNull(Map<String, Object> node) {
        return "array".equals(node.get("type")) || isMap(node) || isJson(node);
    }
}
