package com.clerk.sdk.openapi.upstream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Recognizes the shape of an upstream schema: object, union, enum, list, map, page or envelope. */
public final class SchemaShapes {
    private static final Set<String> PAGE_FIELDS = Set.of("data", "total_count");
    private static final Set<String> ENVELOPE_FIELDS = Set.of("response", "client");
    private static final Set<String> CONTENT_KEYS = Set.of(
            "$ref",
            "type",
            "properties",
            "items",
            "enum",
            "oneOf",
            "anyOf",
            "allOf",
            "additionalProperties",
            "required");

    /** Clerk's documents join fewer than 2,000 parts. Schemas that join each other twice would join 2^n. */
    private static final int JOIN_LIMIT = 100_000;

    private final UpstreamDocument upstream;
    private int joined;

    /**
     * Takes the document whose references are followed.
     *
     * @param upstream the document
     */
    public SchemaShapes(UpstreamDocument upstream) {
        this.upstream = upstream;
    }

    /**
     * Removes wrappers: unions of one branch, branches that only add {@code required}, and {@code allOf}, whose objects
     * are joined.
     *
     * @param schema an upstream schema
     * @param location its place, for messages
     * @return an equivalent schema, which may be a reference
     * @throws ImportException if the importer does not support the shape
     */
    public Map<String, Object> simplify(Map<String, Object> schema, String location) {
        if (schema.get("allOf") instanceof List<?> all) {
            var parts =
                    all.stream().map(Yaml::map).filter(SchemaShapes::hasContent).toList();
            return parts.size() == 1 && !schema.containsKey("properties")
                    ? simplify(parts.get(0), location)
                    : joinAllOf(schema, parts, location);
        }
        if (schema.containsKey("oneOf") && schema.containsKey("anyOf")) {
            throw upstream.refuse(
                    location, "oneOf and anyOf are used together", "Add support for this shape to the importer");
        }
        var branches = variants(schema);
        if (branches.isEmpty()) {
            return schema;
        }
        if (!isObject(schema)) {
            return branches.size() == 1 ? simplify(branches.get(0), location) : schema;
        }
        if (!branches.stream().allMatch(SchemaShapes::onlyRequires)) {
            throw upstream.refuse(
                    location, "an object that is also a union", "Add support for this shape to the importer");
        }
        var plain = new LinkedHashMap<>(schema);
        plain.remove("anyOf");
        plain.remove("oneOf");
        return plain;
    }

    /**
     * Follows references, then removes wrappers as {@link #simplify} does.
     *
     * @param schema an upstream schema
     * @param location its place, for messages
     * @return an equivalent schema
     */
    public Map<String, Object> resolved(Map<String, Object> schema, String location) {
        return simplify(upstream.resolve(schema), location);
    }

    private Map<String, Object> joinAllOf(
            Map<String, Object> schema, List<Map<String, Object>> parts, String location) {
        var own = new LinkedHashMap<>(schema);
        own.remove("allOf");
        var all = new ArrayList<>(parts);
        all.add(own);
        var properties = new LinkedHashMap<String, Object>();
        var required = new LinkedHashSet<String>();
        for (var part : all) {
            joined++;
            if (joined > JOIN_LIMIT) {
                throw upstream.refuse(
                        location, "allOf joins more than " + JOIN_LIMIT + " parts", "Check that it is the right file");
            }
            var resolved = resolved(part, location);
            if (!variants(resolved).isEmpty() || !"object".equals(resolved.getOrDefault("type", "object"))) {
                throw upstream.refuse(
                        location,
                        "allOf joins a schema that is not an object",
                        "Add support for this shape to the importer");
            }
            Yaml.map(resolved.get("properties"))
                    .forEach((name, property) -> properties.merge(name, property, SchemaShapes::withValues));
            required.addAll(strings(resolved.get("required")));
        }
        return YamlNode.of("type", "object")
                .put("properties", properties)
                .put("required", new ArrayList<>(required))
                .put("description", schema.get("description"))
                .map();
    }

    /** Returns the declaration that lists values, or the first if the second does not. */
    private static Object withValues(Object before, Object now) {
        return Yaml.map(now).containsKey("enum") ? now : before;
    }

    /**
     * Tells whether null is allowed by the schema, by a target of its references, or by a variant of its union.
     *
     * @param schema an upstream schema
     * @param location its place, for messages
     * @return whether null is allowed
     */
    public boolean isNullable(Map<String, Object> schema, String location) {
        var target = upstream.resolve(schema);
        if (isNullable(schema) || isNullable(target)) {
            return true;
        }
        var simple = simplify(target, location);
        // A wrapper leads to another schema; anything else is returned as it is.
        return isNullable(simple)
                || UpstreamDocument.schemaName(simple) != null && isNullable(simple, location)
                || variants(simple).stream().anyMatch(variant -> isNullable(variant, location));
    }

    /**
     * Returns the schema of the elements of a list.
     *
     * @param array a schema of type array
     * @param location its place, for messages
     * @return the schema of its elements
     * @throws ImportException if the schema has no {@code items}
     */
    public Map<String, Object> items(Map<String, Object> array, String location) {
        if (!(array.get("items") instanceof Map<?, ?> items)) {
            throw upstream.refuse(location, "an array without items", "Declare its items in the document");
        }
        return Yaml.map(items);
    }

    /**
     * Tells whether an object is a list with its total, {@code {data, total_count}}.
     *
     * @param schema an upstream schema
     * @return whether it is a page
     */
    public boolean isPage(Map<String, Object> schema) {
        var properties = Yaml.map(schema.get("properties"));
        return properties.keySet().equals(PAGE_FIELDS)
                && "array"
                        .equals(upstream.resolve(Yaml.map(properties.get("data")))
                                .get("type"));
    }

    /**
     * Tells whether a union consists of a bare list and a page.
     *
     * @param schema an upstream schema
     * @return whether it is a list or a page
     */
    public boolean isListOrPage(Map<String, Object> schema) {
        var branches = variants(schema).stream().map(upstream::resolve).toList();
        return branches.stream().anyMatch(this::isPage)
                && branches.stream().allMatch(branch -> "array".equals(branch.get("type")) || isPage(branch));
    }

    /**
     * Tells whether an object is a result with the state of the client, {@code {response, client}}.
     *
     * @param schema an upstream schema
     * @return whether it is an envelope
     */
    public static boolean isEnvelope(Map<String, Object> schema) {
        return Yaml.map(schema.get("properties")).keySet().equals(ENVELOPE_FIELDS);
    }

    /**
     * Returns the branches of a union.
     *
     * @param schema a schema
     * @return its {@code oneOf} or {@code anyOf}; empty if it is not a union
     */
    public static List<Map<String, Object>> variants(Map<String, Object> schema) {
        return Yaml.list(schema.getOrDefault("oneOf", schema.get("anyOf"))).stream()
                .map(Yaml::map)
                .toList();
    }

    /**
     * Tells whether a schema becomes a named type: an object, a union or an enum.
     *
     * @param schema a schema
     * @return whether it needs a name
     */
    public static boolean isNamed(Map<String, Object> schema) {
        return isObject(schema) || !variants(schema).isEmpty() || schema.containsKey("enum") && isString(schema);
    }

    /**
     * Tells whether a schema declares properties.
     *
     * @param schema a schema
     * @return whether it is an object
     */
    public static boolean isObject(Map<String, Object> schema) {
        return !Yaml.map(schema.get("properties")).isEmpty();
    }

    /**
     * Tells whether a schema is a text; an enum without a type is one.
     *
     * @param schema a schema
     * @return whether it is a text
     */
    public static boolean isString(Map<String, Object> schema) {
        return "string".equals(schema.getOrDefault("type", schema.containsKey("enum") ? "string" : null));
    }

    /**
     * Tells whether a schema is a map with a declared type of value.
     *
     * @param schema a schema
     * @return whether it is a map
     */
    public static boolean isMap(Map<String, Object> schema) {
        return schema.get("additionalProperties") instanceof Map<?, ?> values && !values.isEmpty();
    }

    /**
     * Tells whether an enum is treated as a constant: it has fewer than two values, only true and false, or is the
     * {@code object} property, which names the type of its owner.
     *
     * @param schema a schema
     * @param location its place
     * @return whether it is a constant
     */
    public static boolean isConstant(Map<String, Object> schema, String location) {
        var values = strings(schema.get("enum"));
        return schema.containsKey("enum") && (values.size() < 2 || isBoolean(values) || location.endsWith(".object"));
    }

    /**
     * Tells whether the values are true and false as text.
     *
     * @param values the values of an enum
     * @return whether they are booleans
     */
    public static boolean isBoolean(List<String> values) {
        return !values.isEmpty() && Set.of("true", "false").containsAll(values);
    }

    /**
     * Tells whether the schema itself allows null.
     *
     * @param schema a schema
     * @return whether null is allowed
     */
    public static boolean isNullable(Map<String, Object> schema) {
        return Boolean.TRUE.equals(schema.get("nullable"))
                || Yaml.list(schema.get("enum")).stream().anyMatch(Objects::isNull);
    }

    /**
     * Returns the elements of a list as texts, without nulls.
     *
     * @param list any value
     * @return its texts; empty if it is not a list
     */
    public static List<String> strings(Object list) {
        return Yaml.list(list).stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static boolean hasContent(Map<String, Object> part) {
        return part.keySet().stream().anyMatch(CONTENT_KEYS::contains);
    }

    private static boolean onlyRequires(Map<String, Object> branch) {
        return !branch.containsKey("properties") && !branch.containsKey("$ref") && !branch.containsKey("type")
                || branch.keySet().equals(Set.of("required"));
    }
}
