package com.clerk.sdk.openapi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The properties of types and parameters: their names, units, secrets and prose. */
final class Fields {
    /** The values that an enum property has in this very place; of use only until the unions are told apart. */
    static final String SELECTS = "x-clerk-selects";

    private final Upstream upstream;
    private final Names names;
    private final Descriptions descriptions;
    private final Types types;

    Fields(Upstream upstream, Names names, Descriptions descriptions, Types types) {
        this.upstream = upstream;
        this.names = names;
        this.descriptions = descriptions;
        this.types = types;
    }

    /** All properties of a type. */
    Map<String, Object> all(Map<String, Object> declared, Site parent, String type) {
        var result = new LinkedHashMap<String, Object>();
        declared.forEach((name, property) -> result.put(name, one(name, Yaml.map(property), parent, type)));
        checkNames(result, type);
        return result;
    }

    /** One property of a type or of an operation's parameters. */
    Map<String, Object> one(String name, Map<String, Object> declared, Site parent, String type) {
        var site = parent.property(name);
        var schema = corrected(declared, site.location());
        var node = types.node(schema, site);
        var resolved = upstream.resolve(schema);
        var nullable = node.remove("nullable");
        var isReference = node.containsKey("$ref");
        var result = isReference ? Facts.of("allOf", List.of(node)) : Facts.of(node);
        return result.put("nullable", nullable)
                .put("description", descriptions.field(type, name, site, schema))
                .put("deprecated", Boolean.TRUE.equals(schema.get("deprecated")) ? true : null)
                .put("default", isReference ? null : schema.get("default"))
                .put("x-clerk-name", memberName(name))
                .put("x-clerk-timestamp", timestamp(name, resolved, site.location()))
                .put("x-clerk-secret", isSecret(name, site.location(), resolved) ? true : null)
                .put("x-clerk-clearable", site.clearable() && Shapes.isNullable(schema) ? true : null)
                .put(SELECTS, isReference ? resolved.get("enum") : null)
                .map();
    }

    /** Two wire names must not become one member. */
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

    /** Takes off what was needed only for telling the members of unions apart. */
    static void finish(Map<String, Object> schema) {
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.values().forEach(property -> ((Map<?, ?>) property).remove(SELECTS));
        }
    }

    /** The Java-safe, language-neutral member name of a wire name. */
    String memberName(String wire) {
        var accepted = names.find("members", wire);
        if (accepted != null) {
            return accepted;
        }
        var name = Words.camel(wire);
        if (Words.isMember(name)) {
            return name;
        }
        var longer = name + "Value";
        return names.name("members", wire, Words.isMember(longer) ? longer : "value" + Words.capital(name));
    }

    /** The schema with the type that {@code names/} gives it where upstream declares a wrong one. */
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
        return !isTime ? null : saysSeconds(schema) ? "seconds" : "millis";
    }

    private static boolean saysSeconds(Map<String, Object> schema) {
        var text = String.valueOf(schema.get("description")).toLowerCase(Locale.ROOT);
        return text.contains("seconds") && !text.contains("millisecond");
    }

    private boolean isSecret(String name, String location, Map<String, Object> schema) {
        return "string".equals(schema.get("type"))
                && (names.lists("secrets", name) || names.lists("secrets", location));
    }
}
