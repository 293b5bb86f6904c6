package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The references of one document: where each leads, and that none leads nowhere or back to itself. */
final class References {
    private final String file;
    private final Map<String, Object> root;

    References(String file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
    }

    /** What the node stands for, references followed. */
    Map<String, Object> resolve(Map<String, Object> node, String location) {
        var current = node;
        var seen = new TreeSet<String>();
        while (current.get("$ref") instanceof String reference) {
            if (!seen.add(reference)) {
                throw circle(location);
            }
            current = target(reference, location);
        }
        return current;
    }

    /** Checks every reference of the document, whether an import would meet it or not. */
    void check() {
        walk(root, "");
        var schemas = Yaml.map(Yaml.map(root.get("components")).get("schemas"));
        var sound = new HashSet<Map<String, Object>>();
        schemas.forEach(
                (name, schema) -> checkEnds(Yaml.map(schema), "components.schemas." + name, new HashSet<>(), sound));
    }

    private void walk(Object node, String location) {
        if (node instanceof Map<?, ?> map) {
            // A property may itself be called $ref.
            if (map.get("$ref") instanceof String && !location.endsWith(".properties")) {
                resolve(Yaml.map(map), location);
            }
            map.forEach((key, value) -> {
                if (!"example".equals(key) && !"examples".equals(key)) {
                    walk(value, location.isEmpty() ? String.valueOf(key) : location + "." + key);
                }
            });
        } else if (node instanceof List<?> list) {
            for (var i = 0; i < list.size(); i++) {
                walk(list.get(i), location + "[" + i + "]");
            }
        }
    }

    /** A type may hold itself in a property, but a schema that is a list or a part of itself never ends. */
    private void checkEnds(
            Map<String, Object> schema, String location, Set<Object> above, Set<Map<String, Object>> sound) {
        if (sound.contains(schema)) {
            return;
        }
        if (!above.add(schema)) {
            throw circle(location);
        }
        for (var part : partsOfItself(schema)) {
            checkEnds(part, location, above, sound);
        }
        above.remove(schema);
        sound.add(schema);
    }

    private List<Map<String, Object>> partsOfItself(Map<String, Object> schema) {
        var parts = new ArrayList<Map<String, Object>>();
        if (schema.get("$ref") instanceof String reference) {
            parts.add(target(reference, reference));
        }
        for (var key : List.of("allOf", "oneOf", "anyOf")) {
            Yaml.list(schema.get(key)).forEach(part -> parts.add(Yaml.map(part)));
        }
        if (!Shapes.isObject(schema)) {
            for (var key : List.of("items", "additionalProperties")) {
                if (schema.get(key) instanceof Map<?, ?> part) {
                    parts.add(Yaml.map(part));
                }
            }
        }
        return parts;
    }

    private Map<String, Object> target(String reference, String location) {
        if (!reference.startsWith("#/")) {
            throw new ImportException(
                    file,
                    location,
                    "the reference " + reference + " leads out of the document",
                    "Bundle the document first");
        }
        Object current = root;
        for (var part : reference.substring(2).split("/")) {
            current = current instanceof Map<?, ?> map
                    ? map.get(part.replace("~1", "/").replace("~0", "~"))
                    : null;
        }
        if (!(current instanceof Map)) {
            throw new ImportException(
                    file,
                    location,
                    "the reference " + reference + " leads nowhere",
                    "Correct the reference or add its target");
        }
        return Yaml.map(current);
    }

    private ImportException circle(String location) {
        return new ImportException(file, location, "the reference leads back to itself", "Report it upstream");
    }
}
