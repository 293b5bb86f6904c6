package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Turns upstream schemas into the contract's named types: every object, enum and union gets a name of its own. */
final class Types {
    private static final List<String> NUMBER_FACTS = List.of("minimum", "maximum", "multipleOf");
    private static final List<String> STRING_FACTS = List.of("minLength", "maxLength", "pattern");
    private static final List<String> ARRAY_FACTS = List.of("minItems", "maxItems", "uniqueItems");
    private static final Set<String> LIST_FIELDS = Set.of("data", "total_count");
    private static final Set<String> ENVELOPE_FIELDS = Set.of("response", "client");

    /** The values that an enum property has in this very place; of use only until the unions are told apart. */
    static final String SELECTS = "x-clerk-selects";

    private final Upstream upstream;
    private final Names names;
    private final Docs docs;
    private final boolean keepDocs;
    private final Map<String, Map<String, Object>> defined = new TreeMap<>();
    private final Set<String> sources = new HashSet<>();
    private final Map<Object, String> known = new HashMap<>();
    private final Map<String, Set<String>> unionMembers = new TreeMap<>();

    Types(Upstream upstream, Names names, Docs docs, boolean keepDocs) {
        this.upstream = upstream;
        this.names = names;
        this.docs = docs;
        this.keepDocs = keepDocs;
    }

    /** The contract's schemas by type name. */
    Map<String, Map<String, Object>> all() {
        return defined;
    }

    /** The contract's node for an upstream schema: a scalar, a list or a map as it is, anything else as a reference. */
    Map<String, Object> node(Map<String, Object> schema, Site site) {
        var nullable = isNullable(schema);
        var name = Upstream.schemaName(schema);
        var result = name == null ? inline(schema, site) : referred(name, site);
        return withNullable(result, nullable || name != null && isNullable(upstream.resolve(schema)));
    }

    private Map<String, Object> referred(String name, Site site) {
        var target = upstream.resolve(Map.of("$ref", "#/components/schemas/" + name));
        var merged = simplify(target, name);
        if (Upstream.schemaName(merged) != null) {
            return node(merged, site);
        }
        if (!isNamed(merged) || isConstant(merged, name)) {
            return inline(merged, Site.ofType(name, names.name("types", name, Words.pascal(name)), site.input()));
        }
        var type = names.name("types", name, Words.pascal(name));
        var own = site.input() && isObject(merged)
                ? Site.ofType(name, type + "Input", true)
                : Site.ofType(name, type, false);
        return define(own.suggestion(), name + (own.input() ? " as input" : ""), merged, own);
    }

    private Map<String, Object> inline(Map<String, Object> raw, Site site) {
        var schema = simplify(raw, site.location());
        if (Upstream.schemaName(schema) != null) {
            return node(schema, site);
        }
        var accepted = names.find("inline", site.location());
        if (isNamed(schema) && !(accepted == null && isConstant(schema, site.location())) || accepted != null && isString(schema)) {
            return hoist(schema, site);
        }
        return switch (kind(schema, site.location())) {
            case "array" -> array(schema, site);
            case "map" -> Facts.of("type", "object")
                    .put("additionalProperties", node(Yaml.map(schema.get("additionalProperties")), site.values()))
                    .map();
            case "json" -> Facts.of("type", "object").put("additionalProperties", true).map();
            case "any" -> new LinkedHashMap<>();
            default -> scalar(schema, site);
        };
    }

    private Map<String, Object> hoist(Map<String, Object> schema, Site site) {
        var facts = Upstream.facts(List.of(schema, lastWord(site.location()), site.input()));
        var type = names.name("inline", site.location(), known.getOrDefault(facts, site.suggestion()));
        known.putIfAbsent(facts, type);
        return define(type, site.location(), schema, site.named(type));
    }

    private Map<String, Object> define(String type, String source, Map<String, Object> schema, Site site) {
        if (sources.add(source + " -> " + type)) {
            var built = build(type, schema, site);
            if (built != null) {
                var twin = defined.get(type);
                defined.put(type, twin == null ? built : Merge.types(type, twin, built, upstream.file()));
            }
        }
        return Facts.of("$ref", "#/components/schemas/" + type).map();
    }

    private Map<String, Object> build(String type, Map<String, Object> schema, Site site) {
        if (schema.containsKey("oneOf") || schema.containsKey("anyOf")) {
            return names.lists("merge", type) ? mergedVariants(type, schema, site) : union(type, schema, site);
        }
        if (schema.containsKey("enum") || isString(schema)) {
            return enumeration(type, schema, site);
        }
        return object(type, schema, site);
    }

    private Map<String, Object> object(String type, Map<String, Object> schema, Site site) {
        var properties = new LinkedHashMap<String, Object>();
        Yaml.map(schema.get("properties")).forEach((name, property) ->
                properties.put(name, property(name, Yaml.map(property), site, type)));
        var required = strings(schema.get("required")).stream().filter(properties::containsKey).toList();
        return Facts.of("type", "object")
                .put("description", typeProse(type, site, schema))
                .put("x-clerk-input", site.input() ? true : null)
                .put("required", required.isEmpty() ? null : required)
                .put("properties", properties)
                .map();
    }

    /** One property of a type or of an operation's parameters, with its name, unit and prose. */
    Map<String, Object> property(String name, Map<String, Object> declared, Site parent, String type) {
        var site = parent.property(name);
        var schema = corrected(declared, site.location());
        var node = node(schema, site);
        var resolved = upstream.resolve(schema);
        var extra = Facts.empty()
                .put("nullable", node.remove("nullable"))
                .put("description", fieldProse(type, name, site, schema))
                .put("deprecated", Boolean.TRUE.equals(schema.get("deprecated")) ? true : null)
                .put("default", node.containsKey("$ref") ? null : schema.get("default"))
                .put("x-clerk-name", memberName(name))
                .put("x-clerk-timestamp", timestamp(name, resolved, site.location()))
                .put("x-clerk-secret", isSecret(name, site.location(), resolved) ? true : null);
        if (site.clearable() && isNullable(schema)) {
            extra.put("x-clerk-clearable", true);
        }
        if (node.containsKey("$ref")) {
            extra.put(SELECTS, resolved.get("enum"));
        }
        var result = new LinkedHashMap<String, Object>();
        if (node.containsKey("$ref")) {
            result.put("allOf", List.of(Map.of("$ref", node.get("$ref"))));
        } else {
            result.putAll(node);
        }
        result.putAll(extra.map());
        return result;
    }

    /** The schema with the type that {@code names/} gives it where upstream declares a wrong one. */
    private Map<String, Object> corrected(Map<String, Object> schema, String location) {
        var type = names.find("corrections", location);
        if (type == null) {
            return schema;
        }
        var result = new LinkedHashMap<>(schema);
        result.put("type", type);
        return result;
    }

    /** The Java-safe, language-neutral member name of a wire name. */
    String memberName(String wire) {
        var name = names.find("members", wire);
        if (name == null) {
            name = Words.camel(wire);
            if (Words.isReserved(name) || name.isEmpty() || Character.isDigit(name.charAt(0))) {
                name = names.name("members", wire, name + "Value");
            }
        }
        return name;
    }

    private Map<String, Object> enumeration(String type, Map<String, Object> schema, Site site) {
        var values = new LinkedHashSet<String>();
        strings(schema.get("enum")).forEach(values::add);
        return Facts.of("type", "string")
                .put("description", typeProse(type, site, schema))
                .put("enum", new ArrayList<>(values))
                .put("x-clerk-values", constants(type, values))
                .map();
    }

    static List<Map<String, Object>> constants(String type, Iterable<String> values) {
        var result = new ArrayList<Map<String, Object>>();
        var taken = new HashSet<String>();
        for (var value : values) {
            var name = Words.constant(value);
            while (!taken.add(name)) {
                name = name + "_";
            }
            result.add(Facts.of("value", value).put("name", name).map());
        }
        return result;
    }

    private Map<String, Object> union(String type, Map<String, Object> schema, Site site) {
        if (names.union(type) == null) {
            throw upstream.refuse(site.location(), "this union (" + type + ") has no selector",
                    "Declare under unions in names/ by which property it is told apart");
        }
        var members = unionMembers.computeIfAbsent(type, unused -> new LinkedHashSet<>());
        var index = 1;
        for (var variant : variants(schema)) {
            var name = Upstream.schemaName(variant);
            var node = node(variant, name == null ? site.variant(index) : site);
            if (!node.containsKey("$ref")) {
                throw upstream.refuse(site.location(), "a member of the union is no object", "Teach the importer this shape");
            }
            members.add(typeName(node));
            index++;
        }
        var description = typeProse(type, site, schema);
        return Facts.of("description", description)
                .put("oneOf", members.stream().map(Types::reference).toList())
                .map();
    }

    /** Adds to every union how its members are told apart and what they have in common. */
    void finishUnions() {
        unionMembers.forEach((type, members) -> {
            var union = defined.get(type);
            union.put("oneOf", members.stream().map(Types::reference).toList());
            union.put("x-clerk-union", Unions.selector(type, names.union(type), members, defined, upstream));
            var common = Unions.common(members, defined);
            if (!common.isEmpty()) {
                union.put("x-clerk-common", common);
            }
            for (var member : members) {
                var schema = defined.get(member);
                var unions = new java.util.TreeSet<>(strings(schema.get("x-clerk-unions")));
                unions.add(type);
                schema.put("x-clerk-unions", new ArrayList<>(unions));
            }
        });
        defined.values().forEach(schema -> Yaml.map(schema.get("properties")).keySet().forEach(name ->
                ((Map<?, ?>) ((Map<?, ?>) schema.get("properties")).get(name)).remove(SELECTS)));
    }

    private Map<String, Object> mergedVariants(String type, Map<String, Object> schema, Site site) {
        Map<String, Object> result = null;
        for (var variant : variants(schema)) {
            var object = object(type, simplify(upstream.resolve(variant), site.location()), site);
            result = result == null ? object : Merge.types(type, result, object, upstream.file());
        }
        return result;
    }

    private Map<String, Object> array(Map<String, Object> schema, Site site) {
        return Facts.of("type", "array")
                .put("items", node(Yaml.map(schema.get("items")), site.items()))
                .copy(schema, ARRAY_FACTS)
                .map();
    }

    private Map<String, Object> scalar(Map<String, Object> schema, Site site) {
        var type = String.valueOf(schema.getOrDefault("type", "string"));
        var format = schema.get("format");
        var result = Facts.of("type", type);
        switch (type) {
            case "integer" -> result.put("format", format == null ? "int64" : format).copy(schema, NUMBER_FACTS);
            case "number" -> result.put("format", format).copy(schema, NUMBER_FACTS);
            case "string" -> result.put("format", "binary".equals(format) ? format : null)
                    .put("x-clerk-format", format == null || "binary".equals(format) ? null : format)
                    .copy(schema, STRING_FACTS);
            case "boolean" -> { }
            default -> throw upstream.refuse(site.location(), "the type " + type + " is unknown", "Teach the importer this type");
        }
        var values = strings(schema.get("enum"));
        if (!values.isEmpty() && "string".equals(type)) {
            result.put("enum", values).put("x-clerk-const", true).put("x-clerk-boolean", isBoolean(values) ? true : null);
        } else if (schema.get("enum") instanceof List<?> constants) {
            result.put("enum", constants.stream().filter(Objects::nonNull).toList()).put("x-clerk-const", true);
        }
        return result.map();
    }

    /** Whether the object is a list with its total, {@code {data, total_count}}. */
    boolean isPage(Map<String, Object> schema) {
        var properties = Yaml.map(schema.get("properties"));
        return properties.keySet().equals(LIST_FIELDS)
                && "array".equals(upstream.resolve(Yaml.map(properties.get("data"))).get("type"));
    }

    static boolean isEnvelope(Map<String, Object> schema) {
        return Yaml.map(schema.get("properties")).keySet().equals(ENVELOPE_FIELDS);
    }

    void defineDirectly(String type, Map<String, Object> schema) {
        var before = defined.get(type);
        if (before != null && !Upstream.facts(before).equals(Upstream.facts(schema))) {
            defined.put(type, Merge.types(type, before, schema, upstream.file()));
        } else {
            defined.put(type, schema);
        }
    }

    /** The schema without the wrappers that mean nothing: single branches, required-only branches, joined objects. */
    Map<String, Object> simplify(Map<String, Object> schema, String location) {
        if (schema.get("allOf") instanceof List<?> parts) {
            return parts.size() == 1 && !schema.containsKey("properties")
                    ? simplify(Yaml.map(parts.get(0)), location)
                    : joined(schema, parts, location);
        }
        var branches = variants(schema);
        if (branches.isEmpty()) {
            return schema;
        }
        if (schema.containsKey("properties") && branches.stream().allMatch(Types::isRequirement)) {
            var plain = new LinkedHashMap<>(schema);
            plain.remove("anyOf");
            plain.remove("oneOf");
            return plain;
        }
        return branches.size() == 1 ? simplify(branches.get(0), location) : schema;
    }

    private Map<String, Object> joined(Map<String, Object> schema, List<?> parts, String location) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new LinkedHashSet<String>();
        var all = new ArrayList<Object>(parts);
        all.add(schema);
        for (var part : all) {
            var resolved = part == schema ? schema : simplify(upstream.resolve(Yaml.map(part)), location);
            if (part != schema && resolved.containsKey("oneOf")) {
                throw upstream.refuse(location, "allOf with a union in it", "Teach the importer this shape");
            }
            Yaml.map(resolved.get("properties")).forEach((name, property) -> properties.merge(
                    name, property, (before, now) -> Yaml.map(now).containsKey("enum") ? now : before));
            required.addAll(strings(resolved.get("required")));
        }
        var result = new LinkedHashMap<String, Object>();
        result.put("type", "object");
        result.put("properties", properties);
        result.put("required", new ArrayList<>(required));
        result.put("description", schema.get("description"));
        return result;
    }

    private static boolean isRequirement(Map<String, Object> branch) {
        return !branch.containsKey("properties") && !branch.containsKey("$ref") && !branch.containsKey("type")
                || branch.keySet().equals(Set.of("required"));
    }

    private static List<Map<String, Object>> variants(Map<String, Object> schema) {
        var value = schema.getOrDefault("oneOf", schema.get("anyOf"));
        return value instanceof List<?> list ? list.stream().map(Yaml::map).toList() : List.of();
    }

    private String kind(Map<String, Object> schema, String location) {
        var type = schema.get("type");
        if ("array".equals(type)) {
            if (!(schema.get("items") instanceof Map)) {
                throw upstream.refuse(location, "an array without items", "Teach the importer what it holds");
            }
            return "array";
        }
        if ("object".equals(type)) {
            return schema.get("additionalProperties") instanceof Map<?, ?> values && !values.isEmpty() ? "map" : "json";
        }
        if (type == null && !schema.containsKey("enum")) {
            return schema.containsKey("additionalProperties") ? "json" : "any";
        }
        return "scalar";
    }

    private static boolean isNamed(Map<String, Object> schema) {
        return isObject(schema) || schema.containsKey("oneOf") || schema.containsKey("anyOf")
                || schema.containsKey("enum") && isString(schema);
    }

    private static boolean isObject(Map<String, Object> schema) {
        return !Yaml.map(schema.get("properties")).isEmpty();
    }

    private static boolean isString(Map<String, Object> schema) {
        return "string".equals(schema.getOrDefault("type", schema.containsKey("enum") ? "string" : null));
    }

    /** A property that says what the object is, or that has only one value, tells nothing as an enum. */
    private static boolean isConstant(Map<String, Object> schema, String location) {
        var values = strings(schema.get("enum"));
        return schema.containsKey("enum") && (values.size() < 2 || isBoolean(values) || location.endsWith(".object"));
    }

    private static boolean isBoolean(List<String> values) {
        return !values.isEmpty() && Set.of("true", "false").containsAll(values);
    }

    private static boolean isNullable(Map<String, Object> schema) {
        return Boolean.TRUE.equals(schema.get("nullable"))
                || schema.get("enum") instanceof List<?> values && values.contains(null);
    }

    private static Map<String, Object> withNullable(Map<String, Object> node, boolean nullable) {
        if (nullable) {
            node.put("nullable", true);
        }
        return node;
    }

    private String timestamp(String name, Map<String, Object> schema, String location) {
        if ("date-time".equals(schema.get("format"))) {
            return "date-time";
        }
        var type = schema.get("type");
        if (!"integer".equals(type) && !"number".equals(type)) {
            return null;
        }
        var declared = names.find("timestamps", location);
        if (declared == null) {
            declared = names.find("timestamps", name);
        }
        if (declared != null) {
            return "none".equals(declared) ? null : declared;
        }
        var text = String.valueOf(schema.get("description")).toLowerCase(java.util.Locale.ROOT);
        var isTime = name.endsWith("_at") || name.matches(".*_at_(after|before|since)");
        return !isTime ? null : text.contains("seconds") && !text.contains("millisecond") ? "seconds" : "millis";
    }

    private boolean isSecret(String name, String location, Map<String, Object> schema) {
        return "string".equals(schema.get("type")) && (names.lists("secrets", name) || names.lists("secrets", location));
    }

    private String typeProse(String type, Site site, Map<String, Object> schema) {
        var own = docs.type(type);
        if (own == null && type.endsWith("Input")) {
            own = docs.type(type.substring(0, type.length() - "Input".length()));
        }
        if (own == null && keepDocs && schema.get("description") instanceof String text) {
            own = Prose.html(text);
        }
        if (own == null && !site.path().isEmpty()) {
            var field = site.path().substring(0, site.path().length() - 1);
            own = schema.containsKey("enum") || isString(schema)
                    ? "What <code>" + field + "</code> of <code>" + site.owner() + "</code> can be."
                    : "The <code>" + field + "</code> of <code>" + site.owner() + "</code>.";
        }
        return own;
    }

    private String fieldProse(String type, String name, Site site, Map<String, Object> schema) {
        var path = site.path().substring(0, site.path().length() - 1);
        var own = docs.field(type, name);
        if (own == null) {
            own = site.operation() ? docs.parameter(site.owner(), path) : docs.field(site.owner(), path);
        }
        if (own == null && keepDocs && schema.get("description") instanceof String text) {
            own = Prose.html(text);
        }
        return own;
    }

    static Map<String, Object> reference(String type) {
        return Map.of("$ref", "#/components/schemas/" + type);
    }

    static String typeName(Map<String, Object> node) {
        return Upstream.schemaName(node);
    }

    static List<String> strings(Object list) {
        return list instanceof List<?> values
                ? values.stream().filter(Objects::nonNull).map(String::valueOf).toList()
                : List.of();
    }

    private static String lastWord(String location) {
        return location.substring(location.lastIndexOf('.') + 1);
    }
}
