package com.clerk.sdk.openapi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a contract of an upstream document: facts from there, names and prose from here. */
final class Importer {
    private final Path folder;
    private final String api;
    private final boolean keepDocs;

    /**
     * @param folder the {@code openapi} folder
     * @param api {@code backend}, {@code frontend}, {@code platform} or {@code webhooks}
     * @param keepDocs whether upstream prose fills in where our own is missing; only for use outside this project
     */
    Importer(Path folder, String api, boolean keepDocs) {
        this.folder = folder;
        this.api = api;
        this.keepDocs = keepDocs;
    }

    /** The contract's text. With {@code accept}, missing names are taken as proposed and written down. */
    String run(Upstream upstream, boolean accept) {
        var names = Names.load(folder.resolve("names").resolve(api + ".yaml"));
        var docs = Docs.load(folder.resolve("docs").resolve(api));
        var types = new Types(upstream, names, docs, keepDocs);
        var contract = "webhooks".equals(api)
                ? eventContract(upstream, names, docs, types)
                : apiContract(upstream, names, docs, types);
        markShared(types.all());
        var shared = sharedTypes(types.all());
        types.all().forEach((type, schema) -> addUses(type, schema, shared));
        var missing = names.missing();
        if (!missing.isEmpty()) {
            if (!accept) {
                missing.add("Add the names to openapi/names/" + api + ".yaml, or import with -Daccept to take the proposals");
                throw new ImportException(upstream.file(), missing);
            }
            names.accept();
        }
        var components = new LinkedHashMap<String, Object>();
        components.put("responses", Map.of("Failure", Map.of("description", "Clerk refused; the body lists its errors.")));
        components.put("schemas", new LinkedHashMap<>(types.all()));
        contract.put("components", components);
        return header(upstream) + YamlWriter.write(contract);
    }

    /**
     * Which types of the contract no code is generated for, as generator ignore patterns: those that another contract has
     * already, and the wrappers that a client takes off.
     */
    static String ignored(Map<String, Object> contract) {
        var lines = new StringBuilder("# Types without code of their own. Written by the importer: do not edit.\n");
        Yaml.map(Yaml.map(contract.get("components")).get("schemas")).forEach((type, value) -> {
            var schema = Yaml.map(value);
            if (schema.containsKey("x-clerk-shared") || schema.containsKey("x-clerk-page") || schema.containsKey("x-clerk-envelope")) {
                lines.append("**/").append(type).append(".*\n");
            }
        });
        return lines.toString();
    }

    private String header(Upstream upstream) {
        return "# The contract of Clerk's " + Words.capital(api) + " API, version " + upstream.version()
                + ". Written by the importer (openapi/README.md): do not edit;\n"
                + "# change names in names/" + api + ".yaml and prose in docs/" + api + "/, then import again.\n";
    }

    private static Map<String, Object> eventContract(Upstream upstream, Names names, Docs docs, Types types) {
        var contract = new Webhooks(upstream, names, docs, types).contract();
        types.finishUnions();
        return contract;
    }

    private Map<String, Object> apiContract(Upstream upstream, Names names, Docs docs, Types types) {
        var operations = new Operations(upstream, names, docs, types, keepDocs);
        var paths = new LinkedHashMap<String, Object>();
        var first = new LinkedHashMap<String, Map<String, Object>>();
        for (var operation : upstream.operations()) {
            var converted = operations.convert(operation);
            var item = paths.computeIfAbsent(operation.path(), unused -> new LinkedHashMap<String, Object>());
            @SuppressWarnings("unchecked")
            var pathItem = (Map<String, Object>) item;
            pathItem.put(operation.method(), converted);
            first.putIfAbsent(String.valueOf(converted.get("x-clerk-group")), converted);
            markCursor(converted, types.all());
        }
        types.finishUnions();
        var shared = sharedTypes(types.all());
        first.forEach((group, operation) -> operation.put("x-clerk-file", fileFacts(group, operations, docs, shared)));
        var tags = new ArrayList<Map<String, Object>>();
        new TreeSet<>(first.keySet()).forEach(group ->
                tags.add(Facts.of("name", group).put("description", docs.group(group)).map()));
        var contract = new LinkedHashMap<String, Object>();
        contract.put("openapi", "3.0.3");
        contract.put("info", Facts.of("title", "Clerk " + Words.capital(api) + " API").put("version", upstream.version()).map());
        contract.put("tags", tags);
        contract.put("paths", paths);
        return contract;
    }

    /** Lists that go on behind an element need its id, so the element's type has to give it. */
    private static void markCursor(Map<String, Object> operation, Map<String, Map<String, Object>> types) {
        var paging = Yaml.map(operation.get("x-clerk-paging")).keySet();
        if (paging.contains("cursor") || paging.contains("cursorOrOffset")) {
            types.get(String.valueOf(Yaml.map(operation.get("x-clerk-result")).get("of"))).put("x-clerk-cursor", true);
        }
    }

    /** What a file with all operations of a group has to say and import; it stands at the group's first operation. */
    private static Map<String, Object> fileFacts(String group, Operations operations, Docs docs, Map<String, String> shared) {
        var kinds = operations.usedKinds(group);
        var facts = Facts.of("about", docs.group(group))
                .put("types", operations.usedTypes().getOrDefault(group, new TreeSet<>()).stream()
                        .map(type -> typeUse(type, shared))
                        .toList());
        for (var kind : List.of("page", "list", "optional", "json", "redirect", "none", "params")) {
            facts.put("has" + Words.capital(kind), kinds.contains(kind) ? true : null);
        }
        return facts.map();
    }

    private static Map<String, Object> typeUse(String type, Map<String, String> shared) {
        return Facts.of("type", type).put(shared.getOrDefault(type, "own"), true).map();
    }

    /** Which of these types another contract has already: a type of the same name with the same facts is the same type. */
    private Map<String, String> sharedTypes(Map<String, Map<String, Object>> types) {
        var result = new TreeMap<String, String>();
        if (types.containsKey("ClerkError")) {
            result.put("ClerkError", "runtime");
        }
        if ("backend".equals(api)) {
            return result;
        }
        var backend = Yaml.map(Yaml.map(Yaml.read(folder.resolve("backend.yaml")).get("components")).get("schemas"));
        var candidates = new TreeSet<String>();
        types.forEach((name, schema) -> {
            var other = Yaml.map(backend.get(name));
            if (!other.isEmpty() && (sameFacts(schema, other) || !"frontend".equals(api) && isPart(schema, other))) {
                candidates.add(name);
            }
        });
        boolean changed;
        do {
            changed = candidates.removeIf(name -> !references(types.get(name)).stream()
                    .allMatch(used -> candidates.contains(used) || result.containsKey(used)));
        } while (changed);
        candidates.stream().filter(name -> !result.containsKey(name)).forEach(name -> result.put(name, "backend"));
        return result;
    }

    private static boolean sameFacts(Map<String, Object> mine, Map<String, Object> backend) {
        return comparable(mine).equals(comparable(backend));
    }

    /** Whether a type has nothing that the Backend's has not: all is read leniently, so that one type serves both. */
    private static boolean isPart(Map<String, Object> event, Map<String, Object> backend) {
        if (event.containsKey("x-clerk-values") && backend.containsKey("x-clerk-values")) {
            return Yaml.list(backend.get("enum")).containsAll(Yaml.list(event.get("enum")));
        }
        var known = Yaml.map(backend.get("properties"));
        return event.containsKey("properties") && Yaml.map(event.get("properties")).entrySet().stream().allMatch(property ->
                known.containsKey(property.getKey())
                        && Merge.shape(Yaml.map(property.getValue())).equals(Merge.shape(Yaml.map(known.get(property.getKey())))));
    }

    private static Object comparable(Map<String, Object> schema) {
        var copy = new LinkedHashMap<>(Yaml.map(Upstream.facts(schema)));
        copy.keySet().removeIf(key -> key.startsWith("x-clerk-u") || key.equals("x-clerk-shared") || key.equals("x-clerk-cursor"));
        copy.remove("x-clerk-common");
        return copy.toString();
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

    private void markShared(Map<String, Map<String, Object>> types) {
        sharedTypes(types).forEach((type, from) -> types.get(type).put("x-clerk-shared", from));
    }

    /** Notes what kinds of value a type's fields have, so that generated code imports just what it needs. */
    private static void addUses(String type, Map<String, Object> schema, Map<String, String> shared) {
        var uses = new TreeMap<String, Object>();
        var required = Types.strings(schema.get("required"));
        Yaml.map(schema.get("properties")).forEach((name, value) -> {
            var node = Yaml.map(value);
            Uses.collect(node, uses);
            if (!Uses.isNeverNull(node) && (!required.contains(name) || Boolean.TRUE.equals(node.get("nullable")))) {
                uses.put("nullable", true);
            }
            if (!Uses.isNeverNull(node)) {
                uses.put("optionalField", true);
            }
        });
        var used = new TreeSet<>(references(schema));
        Yaml.list(schema.get("x-clerk-common")).forEach(field -> {
            if (Yaml.map(field).get("type") instanceof String common) {
                used.add(common);
            }
        });
        var foreign = used.stream()
                .filter(other -> shared.containsKey(other) && !other.equals(type) && !shared.containsKey(type))
                .map(other -> typeUse(other, shared))
                .toList();
        if (!foreign.isEmpty()) {
            uses.put("types", foreign);
        }
        if (!uses.isEmpty()) {
            schema.put("x-clerk-uses", uses);
        }
    }
}
