package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts the properties of types and parameters: adds their names, units, secrets and prose. */
final class Fields {
    /**
     * The values that an enum property can have in its type, and the pattern of any text. Needed until unions have
     * their selectors, then removed.
     */
    static final String SELECTS = "x-clerk-selects";

    private final UpstreamDocument upstream;
    private final Names names;
    private final Descriptions descriptions;
    private final Types types;

    Fields(UpstreamDocument upstream, Names names, Descriptions descriptions, Types types) {
        this.upstream = upstream;
        this.names = names;
        this.descriptions = descriptions;
        this.types = types;
    }

    /** Converts all properties of a type. */
    Map<String, Object> properties(Map<String, Object> declared, SchemaLocation parent, String type) {
        var result = new LinkedHashMap<String, Object>();
        declared.forEach((name, property) -> result.put(name, property(name, Yaml.map(property), parent, type)));
        checkNames(result, type);
        return result;
    }

    /** Converts one property of a type or of an operation's parameters. */
    Map<String, Object> property(String name, Map<String, Object> declared, SchemaLocation parent, String type) {
        var location = parent.property(name);
        var schema = corrected(declared, location.path());
        var node = types.node(schema, location);
        var resolved = upstream.resolve(schema);
        var nullable = node.remove("nullable");
        if (node.isEmpty()) {
            // Free JSON may be null in any case.
            nullable = null;
        }
        var isReference = node.containsKey("$ref");
        var result = isReference ? YamlNode.of("allOf", List.of(node)) : YamlNode.of(node);
        return result.put("nullable", nullable)
                .put("description", descriptions.field(type, name, location, schema))
                .flag("deprecated", Boolean.TRUE.equals(schema.get("deprecated")))
                .putIf(!isReference, "default", schema.get("default"))
                .put("x-clerk-name", memberName(name))
                .put("x-clerk-timestamp", timestamp(name, resolved, location.path()))
                .flag("x-clerk-secret", isSecret(name, location.path(), resolved))
                .flag("x-clerk-clearable", location.isClearable() && SchemaShapes.isNullable(schema))
                .put(SELECTS, selects(resolved, isReference))
                .map();
    }

    private static List<Object> selects(Map<String, Object> schema, boolean isReference) {
        var values = new ArrayList<Object>(isReference ? Yaml.list(schema.get("enum")) : List.of());
        if (schema.get("pattern") instanceof String pattern) {
            values.addAll(UnionSelector.prefix(pattern));
        }
        return values.isEmpty() ? null : values;
    }

    /** Refuses two wire names that would have the same member name. */
    void checkNames(Map<String, Object> properties, String type) {
        var taken = new HashMap<Object, String>();
        properties.forEach((wire, property) -> {
            var name = Yaml.map(property).get("x-clerk-name");
            var before = taken.put(name, wire);
            if (before != null) {
                throw upstream.refuse(
                        type,
                        before + " and " + wire + " would both be called " + name,
                        "Give one of them another name under members in names/");
            }
        });
    }

    /**
     * Removes what only the selectors of unions needed, and adds the type of references that may be null: OpenAPI 3.0.3
     * gives "nullable" a meaning only where "type" stands beside it.
     */
    static void finish(Map<String, Object> schema, Map<String, Map<String, Object>> defined) {
        var properties = Yaml.map(schema.get("properties"));
        if (properties.isEmpty()) {
            return;
        }
        properties.replaceAll((name, value) -> {
            var property = Yaml.map(value);
            property.remove(SELECTS);
            return property.get("allOf") instanceof List<?> parts && property.containsKey("nullable")
                    ? withType(property, defined.get(Types.typeName(Yaml.map(parts.get(0)))))
                    : property;
        });
        schema.put("properties", properties);
    }

    private static Map<String, Object> withType(Map<String, Object> property, Map<String, Object> target) {
        var isText = "string".equals(target.get("type"));
        var result = YamlNode.of("type", isText ? "string" : "object").map();
        result.putAll(property);
        return result;
    }

    /** Returns the member name of a wire name: in camel case, and not reserved. */
    String memberName(String wire) {
        var accepted = names.find("members", wire);
        if (accepted != null) {
            return accepted;
        }
        var name = Identifiers.camelCase(wire);
        if (Identifiers.isMemberName(name)) {
            return name;
        }
        var longer = name + "Value";
        return names.nameOrProposal(
                "members", wire, Identifiers.isMemberName(longer) ? longer : "value" + Identifiers.capitalize(name));
    }

    /**
     * Returns the schema with the type from {@code corrections} in {@code names/}, where upstream declares a wrong one.
     */
    Map<String, Object> corrected(Map<String, Object> schema, String location) {
        var type = names.find("corrections", location);
        if (type == null) {
            return schema;
        }
        var result = new LinkedHashMap<>(schema);
        result.put("type", type);
        return result;
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
        var isTime = name.endsWith("_at") || name.matches(".*_at_(after|before|since)");
        if (!isTime) {
            return null;
        }
        return isInSeconds(schema) ? "seconds" : "millis";
    }

    private static boolean isInSeconds(Map<String, Object> schema) {
        var text = String.valueOf(schema.get("description")).toLowerCase(Locale.ROOT);
        return text.contains("seconds") && !text.contains("millisecond");
    }

    private boolean isSecret(String name, String location, Map<String, Object> schema) {
        return isText(schema)
                && !names.contains("notSecrets", location)
                && (names.contains("secrets", name) || names.contains("secrets", location));
    }

    /** Tells whether the values are texts, or lists of texts, such as backup codes. */
    private static boolean isText(Map<String, Object> schema) {
        var texts = "array".equals(schema.get("type")) ? Yaml.map(schema.get("items")) : schema;
        return "string".equals(texts.get("type"));
    }
}
