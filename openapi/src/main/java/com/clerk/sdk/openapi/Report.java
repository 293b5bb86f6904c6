package com.clerk.sdk.openapi;

import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lists the changes between two versions of a contract, one on each line. Changes that break callers are marked. The
 * list is empty only if the two are the same text.
 */
final class Report {
    private static final String BREAKS = "  BREAKS CALLERS";

    /** The facts of an operation that have lines of their own, or follow from others. */
    private static final Set<String> OPERATION_FACTS = Set.of(
            "path",
            "operationId",
            "tags",
            "deprecated",
            "parameters",
            "responses",
            "x-clerk-http",
            "x-clerk-group",
            "x-clerk-method",
            "x-clerk-result",
            "x-clerk-noun",
            "x-clerk-envelope",
            "x-clerk-paging",
            "x-clerk-file");

    /** The facts of a type that have lines of their own, or follow from its fields. */
    private static final Set<String> TYPE_FACTS = Set.of(
            "x-clerk-shared",
            "x-clerk-input",
            "enum",
            "x-clerk-values",
            "oneOf",
            "required",
            "properties",
            "x-clerk-uses");

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
        report.compareGroups(groups(before), groups(after));
        report.lines.addAll(NestedDifference.lines("contract", rest(before), rest(after)));
        if (!YamlWriter.write(before).equals(YamlWriter.write(after))) {
            report.orElseAny(before, after);
        }
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

    /** Compares the prose of the groups that both have. Which groups there are follows from the operations. */
    private void compareGroups(Map<String, Object> before, Map<String, Object> after) {
        before.forEach((name, group) -> {
            if (after.containsKey(name)) {
                lines.addAll(NestedDifference.lines("group " + name, group, after.get(name)));
            }
        });
    }

    /** Makes sure that a change is reported, although it is only in what follows from other parts, or in the order. */
    private void orElseAny(Map<String, Object> before, Map<String, Object> after) {
        if (lines.isEmpty()) {
            lines.addAll(NestedDifference.lines("contract", before, after));
        }
        if (lines.isEmpty()) {
            lines.add("~ contract: the order of its entries");
        }
    }

    private void operation(String where, Map<String, Object> before, Map<String, Object> now) {
        for (var fact : List.of("path", "x-clerk-http", "x-clerk-result", "x-clerk-envelope")) {
            fact(where, fact, before, now, true);
        }
        fact(where, "x-clerk-paging", before, now, false);
        parameters(where, before, now);
        responses(where, Yaml.map(before.get("responses")), Yaml.map(now.get("responses")));
        lines.addAll(NestedDifference.lines(where, without(OPERATION_FACTS, before), without(OPERATION_FACTS, now)));
        if (!Objects.equals(before.get("deprecated"), now.get("deprecated"))) {
            lines.add("~ " + where + (now.containsKey("deprecated") ? " is deprecated" : " is no longer deprecated"));
        }
    }

    /** Compares the parameters that both have. Those of the query are fields of a type, which is compared too. */
    private void parameters(String where, Map<String, Object> before, Map<String, Object> now) {
        var old = parameters(before);
        var current = parameters(now);
        for (var name : union(old.keySet(), current.keySet())) {
            var isInPath = name.startsWith("path ");
            if (isInPath || old.containsKey(name) && current.containsKey(name)) {
                lines.addAll(NestedDifference.lines(
                        where + ", parameter " + name.substring(name.indexOf(' ') + 1),
                        old.get(name),
                        current.get(name)));
            }
        }
    }

    private static Map<String, Object> parameters(Map<String, Object> operation) {
        var result = new LinkedHashMap<String, Object>();
        Yaml.list(operation.get("parameters")).stream()
                .map(Yaml::map)
                .forEach(parameter -> result.put(parameter.get("in") + " " + parameter.get("name"), parameter));
        return result;
    }

    private void responses(String where, Map<String, Object> before, Map<String, Object> now) {
        for (var status : union(before.keySet(), now.keySet())) {
            if (!before.containsKey(status)) {
                lines.add("+ " + where + ": response " + status);
            } else if (!now.containsKey(status)) {
                lines.add("- " + where + ": response " + status);
            } else if (!before.get(status).equals(now.get(status))) {
                lines.add("~ " + where + ": response " + status);
            }
        }
    }

    private void compareTypes(Map<String, Object> before, Map<String, Object> after) {
        for (var name : union(before.keySet(), after.keySet())) {
            if (isWrapper(before.get(name)) || isWrapper(after.get(name))) {
                wrapper(name, before.get(name), after.get(name));
            } else if (!before.containsKey(name)) {
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
        values("value of " + name, SchemaShapes.strings(before.get("enum")), SchemaShapes.strings(now.get("enum")));
        values("member of " + name, members(before), members(now));
        values("computed member of " + name, computedMembers(before), computedMembers(now));
        constants(name, constants(before), constants(now));
        fields(name, before, now);
        lines.addAll(NestedDifference.lines("type " + name, without(TYPE_FACTS, before), without(TYPE_FACTS, now)));
    }

    private static Map<String, Object> without(Set<String> facts, Map<String, Object> node) {
        var rest = Yaml.map(node);
        rest.keySet().removeAll(facts);
        return rest;
    }

    /** Callers do not see pages and envelopes. A new one follows from the result of its operation. */
    private void wrapper(String name, Object before, Object now) {
        if (before != null && now != null) {
            lines.addAll(NestedDifference.lines("type " + name, before, now));
        }
    }

    private static boolean isWrapper(Object type) {
        return TypesWithoutCode.isWrapper(Yaml.map(type));
    }

    private void constants(String type, Map<String, Object> before, Map<String, Object> now) {
        before.forEach((value, constant) -> {
            if (now.containsKey(value) && !Objects.equals(now.get(value), constant)) {
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
        var facts = union(before.keySet(), now.keySet());
        if (before.containsKey("allOf") && now.containsKey("allOf")) {
            // The type of a reference is written only where it may be null.
            facts.remove("type");
        }
        for (var fact : facts) {
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
            } else if (!Objects.equals(before.get(fact), now.get(fact))) {
                lines.add("~ " + where + ": description is worded differently");
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

    private static Map<String, Object> types(Map<String, Object> contract) {
        return Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
    }

    /** Returns the contract without its operations, types, groups and events. */
    private static Map<String, Object> rest(Map<String, Object> contract) {
        var rest = without(Set.of("paths", "tags", "x-clerk-events"), contract);
        rest.put("components", without(Set.of("schemas"), Yaml.map(contract.get("components"))));
        return rest;
    }

    private static Map<String, Object> groups(Map<String, Object> contract) {
        var result = new LinkedHashMap<String, Object>();
        Yaml.list(contract.get("tags")).stream()
                .map(Yaml::map)
                .forEach(group -> result.put(String.valueOf(group.get("name")), group));
        return result;
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
