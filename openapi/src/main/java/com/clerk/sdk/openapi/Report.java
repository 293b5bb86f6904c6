package com.clerk.sdk.openapi;

import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Lists the changes between two versions of a contract, one on each line. Changes that break callers are marked. */
final class Report {
    private static final String BREAKS = "  BREAKS CALLERS";

    private final List<String> lines = new ArrayList<>();

    private Report() {}

    /** Compares two contracts; {@code before} is null for a new contract. */
    static Report between(Map<String, Object> before, Map<String, Object> after) {
        var report = new Report();
        if (before == null) {
            report.lines.add("a new contract: " + operations(after).size() + " operations, "
                    + types(after).size() + " types, " + events(after).size() + " events");
            return report;
        }
        report.compareOperations(operations(before), operations(after));
        report.compareTypes(types(before), types(after));
        report.values("event", events(before), events(after));
        return report;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> breaking() {
        return lines.stream().filter(line -> line.endsWith(BREAKS)).toList();
    }

    @Override
    public String toString() {
        return lines.isEmpty() ? "nothing changed" : String.join("\n", lines);
    }

    private void compareOperations(Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> after) {
        for (var name : union(before.keySet(), after.keySet())) {
            if (!before.containsKey(name)) {
                lines.add("+ operation " + name);
            } else if (!after.containsKey(name)) {
                lines.add("- operation " + name + BREAKS);
            } else {
                operation("operation " + name, before.get(name), after.get(name));
            }
        }
    }

    private void operation(String where, Map<String, Object> before, Map<String, Object> now) {
        for (var fact : List.of("path", "x-clerk-http", "x-clerk-result", "x-clerk-envelope")) {
            fact(where, fact, before, now, true);
        }
        fact(where, "x-clerk-paging", before, now, false);
        if (!Objects.equals(before.get("deprecated"), now.get("deprecated"))) {
            lines.add("~ " + where + (now.containsKey("deprecated") ? " is deprecated" : " is no longer deprecated"));
        }
    }

    private void compareTypes(Map<String, Object> before, Map<String, Object> after) {
        for (var name : union(before.keySet(), after.keySet())) {
            if (!before.containsKey(name)) {
                lines.add("+ type " + name);
            } else if (!after.containsKey(name)) {
                lines.add("- type " + name + BREAKS);
            } else {
                type(name, Yaml.map(before.get(name)), Yaml.map(after.get(name)));
            }
        }
    }

    private void type(String name, Map<String, Object> before, Map<String, Object> now) {
        // A type that becomes shared, or is no longer shared, moves to another package.
        fact("type " + name, "x-clerk-shared", before, now, true);
        fact("type " + name, "x-clerk-input", before, now, true);
        fact("type " + name, "x-clerk-union", before, now, false);
        values("value of " + name, SchemaShapes.strings(before.get("enum")), SchemaShapes.strings(now.get("enum")));
        values("member of " + name, members(before), members(now));
        values("computed member of " + name, computedMembers(before), computedMembers(now));
        constants(name, constants(before), constants(now));
        fields(name, before, now);
    }

    private void constants(String type, Map<String, Object> before, Map<String, Object> now) {
        before.forEach((value, constant) -> {
            if (now.containsKey(value) && !now.get(value).equals(constant)) {
                lines.add("~ value of " + type + ": " + value + " is named " + now.get(value) + " instead of "
                        + constant + BREAKS);
            }
        });
    }

    private void fields(String type, Map<String, Object> before, Map<String, Object> now) {
        var oldFields = Yaml.map(before.get("properties"));
        var newFields = Yaml.map(now.get("properties"));
        var wasRequired = SchemaShapes.strings(before.get("required"));
        var isRequired = SchemaShapes.strings(now.get("required"));
        var isInput = now.containsKey("x-clerk-params") || now.containsKey("x-clerk-input");
        for (var field : union(oldFields.keySet(), newFields.keySet())) {
            var where = "field " + type + "." + field;
            if (!oldFields.containsKey(field)) {
                lines.add("+ " + where + (isInput && isRequired.contains(field) ? " (required)" + BREAKS : ""));
            } else if (!newFields.containsKey(field)) {
                lines.add("- " + where + BREAKS);
            } else {
                field(where, Yaml.map(oldFields.get(field)), Yaml.map(newFields.get(field)), isInput);
                required(where, wasRequired.contains(field), isRequired.contains(field), isInput);
            }
        }
    }

    /** A parameter that becomes required breaks callers, and so does a field of a result that is no longer required. */
    private void required(String where, boolean before, boolean now, boolean isInput) {
        if (before != now) {
            var change = now ? " is required" : " is no longer required";
            lines.add("~ " + where + change + (now == isInput ? BREAKS : ""));
        }
    }

    private void field(String where, Map<String, Object> before, Map<String, Object> now, boolean isInput) {
        for (var fact : union(before.keySet(), now.keySet())) {
            var breaks = switch (fact) {
                case "type",
                        "allOf",
                        "items",
                        "additionalProperties",
                        "x-clerk-name",
                        "x-clerk-timestamp",
                        "x-clerk-boolean" -> true;
                case "nullable" -> now.containsKey(fact) != isInput;
                case "x-clerk-clearable" -> !now.containsKey(fact);
                default -> false;
            };
            if (!"description".equals(fact)) {
                fact(where, fact, before, now, breaks);
            }
        }
    }

    private void fact(String where, String fact, Map<String, Object> before, Map<String, Object> now, boolean breaks) {
        if (!Objects.equals(before.get(fact), now.get(fact))) {
            lines.add("~ " + where + ": " + fact + " " + before.get(fact) + " -> " + now.get(fact)
                    + (breaks ? BREAKS : ""));
        }
    }

    private void values(String kind, List<String> before, List<String> after) {
        after.stream().filter(value -> !before.contains(value)).forEach(value -> lines.add("+ " + kind + ": " + value));
        before.stream()
                .filter(value -> !after.contains(value))
                .forEach(value -> lines.add("- " + kind + ": " + value + BREAKS));
    }

    private static List<String> members(Map<String, Object> type) {
        return SchemaShapes.variants(type).stream()
                .map(UpstreamDocument::schemaName)
                .map(String::valueOf)
                .toList();
    }

    private static List<String> computedMembers(Map<String, Object> type) {
        return Yaml.list(type.get("x-clerk-computed")).stream()
                .map(member -> String.valueOf(Yaml.map(member).get("name")))
                .toList();
    }

    private static Map<String, Object> constants(Map<String, Object> type) {
        var constants = new TreeMap<String, Object>();
        Yaml.list(type.get("x-clerk-values")).stream()
                .map(Yaml::map)
                .forEach(constant -> constants.put(String.valueOf(constant.get("value")), constant.get("name")));
        return constants;
    }

    /** Returns the types that callers see. Pages and envelopes are compared by the result of their operation. */
    private static Map<String, Object> types(Map<String, Object> contract) {
        var types = Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
        types.values().removeIf(schema -> TypesWithoutCode.isWrapper(Yaml.map(schema)));
        return types;
    }

    private static List<String> events(Map<String, Object> contract) {
        return List.copyOf(Yaml.map(contract.get("x-clerk-events")).keySet());
    }

    private static Map<String, Map<String, Object>> operations(Map<String, Object> contract) {
        var result = new TreeMap<String, Map<String, Object>>();
        Yaml.map(contract.get("paths"))
                .forEach((path, item) -> Yaml.map(item).values().forEach(body -> {
                    var operation = Yaml.map(body);
                    operation.put("path", path);
                    result.put(String.valueOf(operation.get("operationId")), operation);
                }));
        return result;
    }

    private static Set<String> union(Set<String> before, Set<String> after) {
        var keys = new LinkedHashSet<>(before);
        keys.addAll(after);
        return keys;
    }
}
