package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the types that another contract or the runtime has already: those with the same name and facts. */
final class SharedTypes {
    /** Extensions that may differ between two contracts although the type is the same. */
    private static final Set<String> ANNOTATIONS = Set.of(
            "x-clerk-shared",
            "x-clerk-cursor",
            "x-clerk-common",
            "x-clerk-computed",
            "x-clerk-union",
            "x-clerk-unions",
            "x-clerk-uses");

    private final String api;
    private final Map<String, Map<String, Object>> types;
    private final Map<String, Object> backend;

    private SharedTypes(String api, Map<String, Map<String, Object>> types, Map<String, Object> backend) {
        this.api = api;
        this.types = types;
        this.backend = backend;
    }

    /** Marks the shared types and adds import hints to every type. Returns the origin of each shared type. */
    static Map<String, String> mark(String api, Path folder, Map<String, Map<String, Object>> types) {
        var shared = new TreeMap<String, String>();
        if (!"backend".equals(api)) {
            var contract = Yaml.read(folder.resolve("backend.yaml"));
            var backend = Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
            new SharedTypes(api, types, backend).sharedWithBackend().forEach(type -> shared.put(type, "backend"));
        }
        if (types.containsKey("ClerkError")) {
            shared.put("ClerkError", "runtime");
        }
        shared.forEach((type, from) -> types.get(type).put("x-clerk-shared", from));
        types.forEach((type, schema) -> addImportHints(type, schema, shared));
        return shared;
    }

    /** Returns a type with its origin, as templates need it for an import. */
    static Map<String, Object> importHint(String type, Map<String, String> shared) {
        return YamlNode.of("type", type)
                .put(shared.getOrDefault(type, "own"), true)
                .map();
    }

    private Set<String> sharedWithBackend() {
        var names = new TreeSet<String>();
        types.forEach((name, schema) -> {
            var other = Yaml.map(backend.get(name));
            if (!other.isEmpty()
                    && !isInput(schema)
                    && (comparable(schema).equals(comparable(other)) || isSubset(schema, other))) {
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

    /** Input types are never shared: a setter added for one API must not appear in another. */
    private static boolean isInput(Map<String, Object> schema) {
        return schema.containsKey("x-clerk-params") || schema.containsKey("x-clerk-input");
    }

    private static Map<String, Object> comparable(Map<String, Object> schema) {
        var copy = new LinkedHashMap<>(Yaml.map(UpstreamDocument.withoutProse(schema)));
        copy.keySet().removeAll(ANNOTATIONS);
        return copy;
    }

    /**
     * Tells whether every field of a type is also in the Backend's type of that name. Reading is lenient, so one type
     * serves both. This does not apply to the Frontend, which omits many fields on purpose.
     */
    private boolean isSubset(Map<String, Object> mine, Map<String, Object> other) {
        if ("frontend".equals(api)) {
            return false;
        }
        if (mine.containsKey("x-clerk-values") && other.containsKey("x-clerk-values")) {
            return Yaml.list(other.get("enum")).containsAll(Yaml.list(mine.get("enum")));
        }
        var known = Yaml.map(other.get("properties"));
        var own = Yaml.map(mine.get("properties"));
        return !own.isEmpty()
                && own.keySet().containsAll(SchemaShapes.strings(other.get("required")))
                && own.entrySet().stream()
                        .allMatch(property -> known.containsKey(property.getKey())
                                && TypeMerger.shape(Yaml.map(property.getValue()))
                                        .equals(TypeMerger.shape(Yaml.map(known.get(property.getKey())))));
    }

    /** Adds {@code x-clerk-uses}: the kinds of value and the shared types of the fields. */
    private static void addImportHints(String type, Map<String, Object> schema, Map<String, String> shared) {
        var hints = ImportHints.of(schema);
        var foreign = referencedTypes(schema).stream()
                .filter(other -> shared.containsKey(other) && !other.equals(type) && !shared.containsKey(type))
                .map(other -> importHint(other, shared))
                .toList();
        if (!foreign.isEmpty()) {
            hints.put("types", foreign);
        }
        if (!hints.isEmpty()) {
            schema.put("x-clerk-uses", hints);
        }
    }

    private static Set<String> referencedTypes(Map<String, Object> schema) {
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
