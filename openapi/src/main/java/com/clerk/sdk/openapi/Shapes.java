package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What an upstream schema amounts to, once the wrappers that mean nothing are taken off. */
final class Shapes {
    private static final Set<String> PAGE_FIELDS = Set.of("data", "total_count");
    private static final Set<String> ENVELOPE_FIELDS = Set.of("response", "client");
    private static final Set<String> SUBSTANCE = Set.of(
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

    private final Upstream upstream;

    Shapes(Upstream upstream) {
        this.upstream = upstream;
    }

    /** The schema without wrappers: single branches, branches that only require, objects joined by {@code allOf}. */
    Map<String, Object> simplify(Map<String, Object> schema, String location) {
        if (schema.get("allOf") instanceof List<?> all) {
            var parts = all.stream().map(Yaml::map).filter(Shapes::hasSubstance).toList();
            return parts.size() == 1 && !schema.containsKey("properties")
                    ? simplify(parts.get(0), location)
                    : joined(schema, parts, location);
        }
        if (schema.containsKey("oneOf") && schema.containsKey("anyOf")) {
            throw upstream.refuse(location, "oneOf and anyOf stand side by side", "Teach the importer this shape");
        }
        var branches = variants(schema);
        if (branches.isEmpty()) {
            return schema;
        }
        if (!isObject(schema)) {
            return branches.size() == 1 ? simplify(branches.get(0), location) : schema;
        }
        if (!branches.stream().allMatch(Shapes::isRequirement)) {
            throw upstream.refuse(location, "an object that is also a union", "Teach the importer this shape");
        }
        var plain = new LinkedHashMap<>(schema);
        plain.remove("anyOf");
        plain.remove("oneOf");
        return plain;
    }

    /** The same after following the reference that the schema may be. */
    Map<String, Object> resolved(Map<String, Object> schema, String location) {
        return simplify(upstream.resolve(schema), location);
    }

    private Map<String, Object> joined(Map<String, Object> schema, List<Map<String, Object>> parts, String location) {
        var own = new LinkedHashMap<>(schema);
        own.remove("allOf");
        var all = new ArrayList<>(parts);
        all.add(own);
        var properties = new LinkedHashMap<String, Object>();
        var required = new LinkedHashSet<String>();
        for (var part : all) {
            var resolved = resolved(part, location);
            if (!variants(resolved).isEmpty() || !"object".equals(resolved.getOrDefault("type", "object"))) {
                throw upstream.refuse(
                        location, "allOf joins something that is no object", "Teach the importer this shape");
            }
            Yaml.map(resolved.get("properties"))
                    .forEach((name, property) -> properties.merge(name, property, Shapes::narrower));
            required.addAll(strings(resolved.get("required")));
        }
        return Facts.of("type", "object")
                .put("properties", properties)
                .put("required", new ArrayList<>(required))
                .put("description", schema.get("description"))
                .map();
    }

    /** Of two declarations of a property the one that names values, else the first. */
    private static Object narrower(Object before, Object now) {
        return Yaml.map(now).containsKey("enum") ? now : before;
    }

    /** Whether a null is allowed by the schema, by what it refers to, or by what is left of that. */
    boolean isNullable(Map<String, Object> schema, String location) {
        return isNullable(schema) || isNullable(upstream.resolve(schema)) || isNullable(resolved(schema, location));
    }

    /** What a list holds. */
    Map<String, Object> items(Map<String, Object> array, String location) {
        if (!(array.get("items") instanceof Map<?, ?> items)) {
            throw upstream.refuse(location, "an array without items", "Say in the document what it holds");
        }
        return Yaml.map(items);
    }

    /** Whether the object is a list with its total, {@code {data, total_count}}. */
    boolean isPage(Map<String, Object> schema) {
        var properties = Yaml.map(schema.get("properties"));
        return properties.keySet().equals(PAGE_FIELDS)
                && "array"
                        .equals(upstream.resolve(Yaml.map(properties.get("data")))
                                .get("type"));
    }

    /** Whether the union is a list that comes bare or as a page. */
    boolean isListOrPage(Map<String, Object> schema) {
        var branches = variants(schema).stream().map(upstream::resolve).toList();
        return branches.stream().anyMatch(this::isPage)
                && branches.stream().allMatch(branch -> "array".equals(branch.get("type")) || isPage(branch));
    }

    static boolean isEnvelope(Map<String, Object> schema) {
        return Yaml.map(schema.get("properties")).keySet().equals(ENVELOPE_FIELDS);
    }

    static List<Map<String, Object>> variants(Map<String, Object> schema) {
        return Yaml.list(schema.getOrDefault("oneOf", schema.get("anyOf"))).stream()
                .map(Yaml::map)
                .toList();
    }

    /** Whether the schema becomes a type with a name: an object, a union or an enum. */
    static boolean isNamed(Map<String, Object> schema) {
        return isObject(schema) || !variants(schema).isEmpty() || schema.containsKey("enum") && isString(schema);
    }

    static boolean isObject(Map<String, Object> schema) {
        return !Yaml.map(schema.get("properties")).isEmpty();
    }

    static boolean isString(Map<String, Object> schema) {
        return "string".equals(schema.getOrDefault("type", schema.containsKey("enum") ? "string" : null));
    }

    static boolean isMap(Map<String, Object> schema) {
        return schema.get("additionalProperties") instanceof Map<?, ?> values && !values.isEmpty();
    }

    /** A property that says what the object is, or that has only one value, tells nothing as an enum. */
    static boolean isConstant(Map<String, Object> schema, String location) {
        var values = strings(schema.get("enum"));
        return schema.containsKey("enum") && (values.size() < 2 || isBoolean(values) || location.endsWith(".object"));
    }

    static boolean isBoolean(List<String> values) {
        return !values.isEmpty() && Set.of("true", "false").containsAll(values);
    }

    static boolean isNullable(Map<String, Object> schema) {
        return Boolean.TRUE.equals(schema.get("nullable"))
                || Yaml.list(schema.get("enum")).stream().anyMatch(Objects::isNull);
    }

    /** The list's texts, without nulls; empty when it is no list. */
    static List<String> strings(Object list) {
        return Yaml.list(list).stream()
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toList();
    }

    private static boolean hasSubstance(Map<String, Object> part) {
        return part.keySet().stream().anyMatch(SUBSTANCE::contains);
    }

    private static boolean isRequirement(Map<String, Object> branch) {
        return !branch.containsKey("properties") && !branch.containsKey("$ref") && !branch.containsKey("type")
                || branch.keySet().equals(Set.of("required"));
    }
}
