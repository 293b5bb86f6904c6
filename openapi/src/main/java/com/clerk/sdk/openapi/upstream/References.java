package com.clerk.sdk.openapi.upstream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Resolves the {@code $ref}s of one document, and refuses those that are dangling, external or circular. */
public final class References {
    private final String file;
    private final Map<String, Object> root;

    /**
     * Takes a document.
     *
     * @param file its file name, for messages
     * @param root its root
     */
    public References(String file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Follows references until a node is reached that is not one.
     *
     * @param node any node
     * @param location its place, for messages
     * @return the target, or the node itself if it is not a reference
     * @throws ImportException if a reference does not resolve
     */
    public Map<String, Object> resolve(Map<String, Object> node, String location) {
        var current = node;
        var seen = new TreeSet<String>();
        while (current.get("$ref") instanceof String reference) {
            if (!seen.add(reference)) {
                throw circularReference(location);
            }
            current = target(reference, location);
        }
        return current;
    }

    /** Checks every reference of the document, even those that an import does not reach. */
    void check() {
        walk(root, "");
        var schemas = Yaml.map(Yaml.map(root.get("components")).get("schemas"));
        var finished = new HashSet<Map<String, Object>>();
        schemas.forEach((name, schema) ->
                checkTerminates(Yaml.map(schema), "components.schemas." + name, new HashSet<>(), finished));
    }

    private void walk(Object node, String location) {
        if (node instanceof Map<?, ?> map) {
            // Below "properties", $ref is the name of a property.
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

    /** Refuses a schema that contains itself as a list element or a part. A property may have the type of its owner. */
    private void checkTerminates(
            Map<String, Object> schema, String location, Set<Object> ancestors, Set<Map<String, Object>> finished) {
        if (finished.contains(schema)) {
            return;
        }
        if (!ancestors.add(schema)) {
            throw circularReference(location);
        }
        for (var part : directParts(schema)) {
            checkTerminates(part, location, ancestors, finished);
        }
        ancestors.remove(schema);
        finished.add(schema);
    }

    private List<Map<String, Object>> directParts(Map<String, Object> schema) {
        var parts = new ArrayList<Map<String, Object>>();
        if (schema.get("$ref") instanceof String reference) {
            parts.add(target(reference, reference));
        }
        for (var key : List.of("allOf", "oneOf", "anyOf")) {
            Yaml.list(schema.get(key)).forEach(part -> parts.add(Yaml.map(part)));
        }
        if (!SchemaShapes.isObject(schema)) {
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
                    "the reference " + reference + " points outside the document",
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
                    "the reference " + reference + " does not resolve",
                    "Correct the reference or add its target");
        }
        return Yaml.map(current);
    }

    private ImportException circularReference(String location) {
        return new ImportException(file, location, "the reference is circular", "Report it upstream");
    }
}
