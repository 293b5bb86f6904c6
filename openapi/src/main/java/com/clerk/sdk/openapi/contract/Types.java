package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Converts upstream schemas to types of the contract: every object, enum and union gets its own name. */
final class Types {
    private static final String SCHEMAS = "#/components/schemas/";

    private final UpstreamDocument upstream;
    private final Names names;
    private final Descriptions descriptions;
    private final SchemaShapes shapes;
    private final Scalars scalars;
    private final Fields fields;
    private final Unions unions;
    private final Map<String, Map<String, Object>> defined = new TreeMap<>();
    private final Set<String> definedFrom = new HashSet<>();
    private final Map<String, Map<String, Object>> inputs = new LinkedHashMap<>();
    private final Map<Object, String> typeByFacts = new HashMap<>();

    Types(UpstreamDocument upstream, Names names, Descriptions descriptions, SchemaShapes shapes) {
        this.upstream = upstream;
        this.names = names;
        this.descriptions = descriptions;
        this.shapes = shapes;
        this.scalars = new Scalars(upstream);
        this.fields = new Fields(upstream, names, descriptions, this);
        this.unions = new Unions(upstream, names, this);
    }

    /** Returns the schemas of the contract by type name. */
    Map<String, Map<String, Object>> all() {
        return defined;
    }

    Fields fields() {
        return fields;
    }

    /** Converts an upstream schema: a scalar, a list or a map stays in place, anything else becomes a reference. */
    Map<String, Object> node(Map<String, Object> schema, SchemaLocation location) {
        var name = UpstreamDocument.schemaName(schema);
        var result = name == null ? inline(schema, location) : referenced(name, location);
        if (shapes.isNullable(schema, location.path())) {
            result.put("nullable", true);
        }
        return result;
    }

    private Map<String, Object> referenced(String name, SchemaLocation location) {
        var schema = shapes.resolved(reference(name), name);
        if (UpstreamDocument.schemaName(schema) != null) {
            return node(schema, location);
        }
        var type = names.typeNameOrProposal("types", name, Identifiers.pascalCase(name));
        if (!SchemaShapes.isNamed(schema) || SchemaShapes.isConstant(schema, name)) {
            return inline(schema, SchemaLocation.ofType(name, type, location.isInput()));
        }
        return location.isInput() && SchemaShapes.isObject(schema)
                ? define(type + "Input", name + " as input", schema, SchemaLocation.ofType(name, type + "Input", true))
                : define(type, name, schema, SchemaLocation.ofType(name, type, false));
    }

    private Map<String, Object> inline(Map<String, Object> raw, SchemaLocation location) {
        var schema = shapes.simplify(raw, location.path());
        if (UpstreamDocument.schemaName(schema) != null) {
            return node(schema, location);
        }
        if (isHoisted(schema, location.path())) {
            return hoist(schema, location);
        }
        var type = schema.get("type");
        if ("array".equals(type)) {
            return array(schema, location);
        }
        if (SchemaShapes.isMap(schema)) {
            return YamlNode.of("type", "object")
                    .put("additionalProperties", node(Yaml.map(schema.get("additionalProperties")), location.values()))
                    .map();
        }
        if ("object".equals(type) || schema.containsKey("additionalProperties")) {
            return YamlNode.of("type", "object")
                    .put("additionalProperties", true)
                    .map();
        }
        return type == null && !schema.containsKey("enum")
                ? new LinkedHashMap<>()
                : scalars.node(schema, location.path());
    }

    /** Tells whether an inline schema becomes a type. A text or constant does if {@code names/} gives it a name. */
    private boolean isHoisted(Map<String, Object> schema, String path) {
        return names.find("inline", path) == null
                ? SchemaShapes.isNamed(schema) && !SchemaShapes.isConstant(schema, path)
                : SchemaShapes.isNamed(schema) || SchemaShapes.isString(schema);
    }

    private Map<String, Object> hoist(Map<String, Object> schema, SchemaLocation location) {
        var path = location.path();
        var lastWord = path.substring(path.lastIndexOf('.') + 1);
        var facts = UpstreamDocument.withoutProse(List.of(schema, lastWord, location.isInput()));
        var twin = typeByFacts.get(facts);
        var type = twin == null
                ? names.typeNameOrProposal("inline", path, location.suggestedType())
                : names.nameOrProposal("inline", path, twin);
        typeByFacts.putIfAbsent(facts, type);
        return define(type, path, schema, location.named(type));
    }

    private Map<String, Object> define(
            String type, String source, Map<String, Object> schema, SchemaLocation location) {
        if (definedFrom.add(source + " -> " + type)) {
            var built = build(type, schema, location);
            var twin = defined.get(type);
            if (location.isInput()) {
                inputs.put(source, YamlNode.of(type, built).map());
            }
            defined.put(type, twin == null ? built : TypeMerger.merge(type, twin, built, upstream.file()));
        }
        return reference(type);
    }

    private Map<String, Object> build(String type, Map<String, Object> schema, SchemaLocation location) {
        if (!SchemaShapes.variants(schema).isEmpty()) {
            return names.contains("merge", type)
                    ? mergedVariants(type, schema, location)
                    : union(type, schema, location);
        }
        return SchemaShapes.isString(schema) ? enumeration(type, schema, location) : object(type, schema, location);
    }

    private Map<String, Object> object(String type, Map<String, Object> schema, SchemaLocation location) {
        var properties = fields.properties(Yaml.map(schema.get("properties")), location, type);
        var required = SchemaShapes.strings(schema.get("required")).stream()
                .filter(properties::containsKey)
                .filter(name -> !names.contains("optional", location.path() + "." + name))
                .toList();
        return YamlNode.of("type", "object")
                .put("description", descriptions.type(type, location, schema))
                .flag("x-clerk-input", location.isInput())
                .putIf(!required.isEmpty(), "required", required)
                .put("properties", properties)
                .map();
    }

    private Map<String, Object> enumeration(String type, Map<String, Object> schema, SchemaLocation location) {
        var values = List.copyOf(new LinkedHashSet<>(SchemaShapes.strings(schema.get("enum"))));
        return YamlNode.of("type", "string")
                .put("description", descriptions.type(type, location, schema))
                .put("enum", values)
                .put("x-clerk-values", Scalars.constants(values))
                .map();
    }

    private Map<String, Object> union(String type, Map<String, Object> schema, SchemaLocation location) {
        var members = unions.members(type, schema, location);
        return YamlNode.of("description", descriptions.type(type, location, schema))
                .put("oneOf", members.stream().map(Types::reference).toList())
                .map();
    }

    private Map<String, Object> mergedVariants(String type, Map<String, Object> schema, SchemaLocation location) {
        return SchemaShapes.variants(schema).stream()
                .map(variant -> object(type, shapes.resolved(variant, location.path()), location))
                .reduce((first, second) -> TypeMerger.merge(type, first, second, upstream.file()))
                .orElseThrow();
    }

    private Map<String, Object> array(Map<String, Object> schema, SchemaLocation location) {
        return YamlNode.of("type", "array")
                .put("items", node(shapes.items(schema, location.path()), location.items()))
                .copy(schema, List.of("minItems", "maxItems", "uniqueItems"))
                .map();
    }

    /** Defines a type that has no upstream schema. The same definition may be repeated. */
    void defineDirectly(String type, Map<String, Object> schema) {
        var before = defined.putIfAbsent(type, schema);
        if (before != null && !UpstreamDocument.withoutProse(before).equals(UpstreamDocument.withoutProse(schema))) {
            throw upstream.refuse(type, "another type has this name already", "Give that type another name in names/");
        }
    }

    /** Refuses an input type that offers a field or a value which the document does not have in every place. */
    private void checkInputs() {
        inputs.forEach((source, types) -> types.forEach((type, built) -> {
            if (!parts(defined.get(type)).equals(parts(Yaml.map(built)))) {
                throw upstream.refuse(
                        source,
                        "as a " + type + " it would have the fields or values of other places too",
                        "Give it its own name under inline or types in names/");
            }
        }));
    }

    /** Returns the names of the fields and the values of a type. */
    private static Set<String> parts(Map<String, Object> schema) {
        var parts = new HashSet<>(Yaml.map(schema.get("properties")).keySet());
        parts.addAll(SchemaShapes.strings(schema.get("enum")));
        return parts;
    }

    /** Completes the unions, which requires that every type is defined. */
    void finish() {
        checkInputs();
        unions.finish(defined);
        defined.values().forEach(schema -> Fields.finish(schema, defined));
    }

    static Map<String, Object> reference(String type) {
        return YamlNode.of("$ref", SCHEMAS + type).map();
    }

    static String typeName(Map<String, Object> node) {
        return UpstreamDocument.schemaName(node);
    }
}
