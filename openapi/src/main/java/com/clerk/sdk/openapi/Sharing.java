package com.clerk.sdk.openapi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which types another contract, or the runtime, has already: a type of the same name and facts is the same type. */
final class Sharing {
    /** What an import adds beside the facts: it may differ between two contracts although the type is the same. */
    private static final Set<String> NOTES = Set.of(
            "x-clerk-shared", "x-clerk-cursor", "x-clerk-common", "x-clerk-union", "x-clerk-unions", "x-clerk-uses");

    private final String api;
    private final Map<String, Map<String, Object>> types;
    private final Map<String, Object> backend;

    private Sharing(String api, Map<String, Map<String, Object>> types, Map<String, Object> backend) {
        this.api = api;
        this.types = types;
        this.backend = backend;
    }

    /** Marks the shared types and what every type uses; gives where each shared type comes from. */
    static Map<String, String> mark(String api, Path folder, Map<String, Map<String, Object>> types) {
        var shared = new TreeMap<String, String>();
        if (!"backend".equals(api)) {
            var contract = Yaml.read(folder.resolve("backend.yaml"));
            var backend = Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
            new Sharing(api, types, backend).names().forEach(type -> shared.put(type, "backend"));
        }
        if (types.containsKey("ClerkError")) {
            shared.put("ClerkError", "runtime");
        }
        shared.forEach((type, from) -> types.get(type).put("x-clerk-shared", from));
        types.forEach((type, schema) -> addUses(type, schema, shared));
        return shared;
    }

    /** A type with where it comes from, as templates need it for an import. */
    static Map<String, Object> use(String type, Map<String, String> shared) {
        return Facts.of("type", type)
                .put(shared.getOrDefault(type, "own"), true)
                .map();
    }

    private Set<String> names() {
        var names = new TreeSet<String>();
        types.forEach((name, schema) -> {
            var other = Yaml.map(backend.get(name));
            if (!other.isEmpty()
                    && !isSent(schema)
                    && (comparable(schema).equals(comparable(other)) || isPart(schema, other))) {
                names.add(name);
            }
        });
        boolean changed;
        do {
            changed = names.removeIf(name -> !references(types.get(name)).stream()
                    .allMatch(used -> names.contains(used) || "ClerkError".equals(used)));
        } while (changed);
        return names;
    }

    /** What an operation takes is its own: a setter that comes later for one API must not appear in another. */
    private static boolean isSent(Map<String, Object> schema) {
        return schema.containsKey("x-clerk-params") || schema.containsKey("x-clerk-input");
    }

    private static Map<String, Object> comparable(Map<String, Object> schema) {
        var copy = new LinkedHashMap<>(Yaml.map(Upstream.facts(schema)));
        copy.keySet().removeAll(NOTES);
        return copy;
    }

    /**
     * Whether a type has nothing that the Backend's has not: all is read leniently, so that one type serves both. Not
     * so for the Frontend, which shows less of many things on purpose.
     */
    private boolean isPart(Map<String, Object> mine, Map<String, Object> other) {
        if ("frontend".equals(api)) {
            return false;
        }
        if (mine.containsKey("x-clerk-values") && other.containsKey("x-clerk-values")) {
            return Yaml.list(other.get("enum")).containsAll(Yaml.list(mine.get("enum")));
        }
        var known = Yaml.map(other.get("properties"));
        var own = Yaml.map(mine.get("properties"));
        return !own.isEmpty()
                && own.keySet().containsAll(Shapes.strings(other.get("required")))
                && own.entrySet().stream()
                        .allMatch(property -> known.containsKey(property.getKey())
                                && Merge.shape(Yaml.map(property.getValue()))
                                        .equals(Merge.shape(Yaml.map(known.get(property.getKey())))));
    }

    /** Notes what kinds of value a type's fields have, so that generated code imports just what it needs. */
    private static void addUses(String type, Map<String, Object> schema, Map<String, String> shared) {
        var uses = Uses.of(schema);
        var foreign = used(schema).stream()
                .filter(other -> shared.containsKey(other) && !other.equals(type) && !shared.containsKey(type))
                .map(other -> use(other, shared))
                .toList();
        if (!foreign.isEmpty()) {
            uses.put("types", foreign);
        }
        if (!uses.isEmpty()) {
            schema.put("x-clerk-uses", uses);
        }
    }

    private static Set<String> used(Map<String, Object> schema) {
        var used = new TreeSet<>(references(schema));
        Yaml.list(schema.get("x-clerk-common")).forEach(field -> {
            if (Yaml.map(field).get("type") instanceof String common) {
                used.add(common);
            }
        });
        return used;
    }

    private static List<String> references(Object node) {
        var result = new ArrayList<String>();
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String) {
                result.add(Types.typeName(Yaml.map(map)));
            }
            map.values().forEach(value -> result.addAll(references(value)));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> result.addAll(references(value)));
        }
        return result;
    }
}
