package com.clerk.sdk.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns upstream schemas into the contract's named types: every object, enum and union gets a name of its own. */
final class Types {
    private static final String SCHEMAS = "#/components/schemas/";

    private final Upstream upstream;
    private final Names names;
    private final Descriptions descriptions;
    private final Shapes shapes;
    private final Scalars scalars;
    private final Fields fields;
    private final Unions unions;
    private final Map<String, Map<String, Object>> defined = new TreeMap<>();
    private final Set<String> sources = new HashSet<>();
    private final Map<Object, String> known = new HashMap<>();

    Types(Upstream upstream, Names names, Descriptions descriptions, Shapes shapes) {
        this.upstream = upstream;
        this.names = names;
        this.descriptions = descriptions;
        this.shapes = shapes;
        this.scalars = new Scalars(upstream);
        this.fields = new Fields(upstream, names, descriptions, this);
        this.unions = new Unions(upstream, names, this);
    }

    /** The contract's schemas by type name. */
    Map<String, Map<String, Object>> all() {
        return defined;
    }

    Fields fields() {
        return fields;
    }

    /** The contract's node for an upstream schema: a scalar, a list or a map as it is, anything else as a reference. */
    Map<String, Object> node(Map<String, Object> schema, Site site) {
        var name = Upstream.schemaName(schema);
        var result = name == null ? inline(schema, site) : referred(name, site);
        if (shapes.isNullable(schema, site.location())) {
            result.put("nullable", true);
        }
        return result;
    }

    private Map<String, Object> referred(String name, Site site) {
        var schema = shapes.resolved(reference(name), name);
        if (Upstream.schemaName(schema) != null) {
            return node(schema, site);
        }
        var type = names.newType("types", name, Words.pascal(name));
        if (!Shapes.isNamed(schema) || Shapes.isConstant(schema, name)) {
            return inline(schema, Site.ofType(name, type, site.input()));
        }
        return site.input() && Shapes.isObject(schema)
                ? define(type + "Input", name + " as input", schema, Site.ofType(name, type + "Input", true))
                : define(type, name, schema, Site.ofType(name, type, false));
    }

    private Map<String, Object> inline(Map<String, Object> raw, Site site) {
        var schema = shapes.simplify(raw, site.location());
        if (Upstream.schemaName(schema) != null) {
            return node(schema, site);
        }
        if (isHoisted(schema, site.location())) {
            return hoist(schema, site);
        }
        var type = schema.get("type");
        if ("array".equals(type)) {
            return array(schema, site);
        }
        if (Shapes.isMap(schema)) {
            return Facts.of("type", "object")
                    .put("additionalProperties", node(Yaml.map(schema.get("additionalProperties")), site.values()))
                    .map();
        }
        if ("object".equals(type) || schema.containsKey("additionalProperties")) {
            return Facts.of("type", "object").put("additionalProperties", true).map();
        }
        return type == null && !schema.containsKey("enum")
                ? new LinkedHashMap<>()
                : scalars.node(schema, site.location());
    }

    /** Whether the schema becomes a type; a string or constant does when {@code names/} names it. */
    private boolean isHoisted(Map<String, Object> schema, String location) {
        return names.find("inline", location) == null
                ? Shapes.isNamed(schema) && !Shapes.isConstant(schema, location)
                : Shapes.isNamed(schema) || Shapes.isString(schema);
    }

    private Map<String, Object> hoist(Map<String, Object> schema, Site site) {
        var location = site.location();
        var lastWord = location.substring(location.lastIndexOf('.') + 1);
        var facts = Upstream.facts(List.of(schema, lastWord, site.input()));
        var twin = known.get(facts);
        var type = twin == null
                ? names.newType("inline", location, site.suggestion())
                : names.name("inline", location, twin);
        known.putIfAbsent(facts, type);
        return define(type, location, schema, site.named(type));
    }

    private Map<String, Object> define(String type, String source, Map<String, Object> schema, Site site) {
        if (sources.add(source + " -> " + type)) {
            var built = build(type, schema, site);
            var twin = defined.get(type);
            defined.put(type, twin == null ? built : Merge.types(type, twin, built, upstream.file()));
        }
        return reference(type);
    }

    private Map<String, Object> build(String type, Map<String, Object> schema, Site site) {
        if (!Shapes.variants(schema).isEmpty()) {
            return names.lists("merge", type) ? mergedVariants(type, schema, site) : union(type, schema, site);
        }
        return Shapes.isString(schema) ? enumeration(type, schema, site) : object(type, schema, site);
    }

    private Map<String, Object> object(String type, Map<String, Object> schema, Site site) {
        var properties = fields.all(Yaml.map(schema.get("properties")), site, type);
        var required = Shapes.strings(schema.get("required")).stream()
                .filter(properties::containsKey)
                .toList();
        return Facts.of("type", "object")
                .put("description", descriptions.type(type, site, schema))
                .put("x-clerk-input", site.input() ? true : null)
                .put("required", required.isEmpty() ? null : required)
                .put("properties", properties)
                .map();
    }

    private Map<String, Object> enumeration(String type, Map<String, Object> schema, Site site) {
        var values = List.copyOf(new LinkedHashSet<>(Shapes.strings(schema.get("enum"))));
        return Facts.of("type", "string")
                .put("description", descriptions.type(type, site, schema))
                .put("enum", values)
                .put("x-clerk-values", Scalars.constants(values))
                .map();
    }

    private Map<String, Object> union(String type, Map<String, Object> schema, Site site) {
        var members = unions.members(type, schema, site);
        return Facts.of("description", descriptions.type(type, site, schema))
                .put("oneOf", members.stream().map(Types::reference).toList())
                .map();
    }

    private Map<String, Object> mergedVariants(String type, Map<String, Object> schema, Site site) {
        return Shapes.variants(schema).stream()
                .map(variant -> object(type, shapes.resolved(variant, site.location()), site))
                .reduce((first, second) -> Merge.types(type, first, second, upstream.file()))
                .orElseThrow();
    }

    private Map<String, Object> array(Map<String, Object> schema, Site site) {
        return Facts.of("type", "array")
                .put("items", node(shapes.items(schema, site.location()), site.items()))
                .copy(schema, List.of("minItems", "maxItems", "uniqueItems"))
                .map();
    }

    /** Defines a type that no upstream schema stands for; the same definition may come again. */
    void defineDirectly(String type, Map<String, Object> schema) {
        var before = defined.putIfAbsent(type, schema);
        if (before != null && !Upstream.facts(before).equals(Upstream.facts(schema))) {
            throw upstream.refuse(type, "another type has this name already", "Give that one another name in names/");
        }
    }

    /** Completes what can be said only when every type is known. */
    void finish() {
        unions.finish(defined);
        defined.values().forEach(Fields::finish);
    }

    static Map<String, Object> reference(String type) {
        return Facts.of("$ref", SCHEMAS + type).map();
    }

    static String typeName(Map<String, Object> node) {
        return Upstream.schemaName(node);
    }
}
