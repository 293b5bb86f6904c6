package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What an import changed against the contract before, a line each; what breaks a caller is marked. */
final class Report {
    private static final String BREAKS = "  BREAKS A CALLER";

    private final List<String> lines = new ArrayList<>();

    private Report() {}

    /** Compares two contracts; {@code before} may be null when there was none. */
    static Report between(Map<String, Object> before, Map<String, Object> after) {
        var report = new Report();
        if (before == null) {
            report.lines.add("a new contract: " + operations(after).size() + " operations, " + schemas(after).size() + " types");
            return report;
        }
        report.compareOperations(operations(before), operations(after));
        report.compareTypes(schemas(before), schemas(after));
        report.compareEvents(Yaml.map(before.get("x-clerk-events")), Yaml.map(after.get("x-clerk-events")));
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
        for (var name : keys(before, after)) {
            var old = before.get(name);
            var now = after.get(name);
            if (old == null) {
                lines.add("+ operation " + name);
            } else if (now == null) {
                lines.add("- operation " + name + BREAKS);
            } else {
                operation(name, old, now);
            }
        }
    }

    private void operation(String name, Map<String, Object> old, Map<String, Object> now) {
        for (var fact : List.of("path", "x-clerk-http", "x-clerk-result", "x-clerk-envelope")) {
            if (!Objects.equals(old.get(fact), now.get(fact))) {
                lines.add("~ operation " + name + ": " + fact + " " + old.get(fact) + " -> " + now.get(fact) + BREAKS);
            }
        }
        if (!Objects.equals(old.get("deprecated"), now.get("deprecated"))) {
            lines.add("~ operation " + name + (now.containsKey("deprecated") ? " is deprecated" : " is no longer deprecated"));
        }
        if (!Objects.equals(old.get("x-clerk-paging"), now.get("x-clerk-paging"))) {
            lines.add("~ operation " + name + ": paging " + old.get("x-clerk-paging") + " -> " + now.get("x-clerk-paging"));
        }
    }

    private void compareTypes(Map<String, Object> before, Map<String, Object> after) {
        for (var name : keys(before, after)) {
            if (!before.containsKey(name)) {
                lines.add("+ type " + name);
            } else if (!after.containsKey(name)) {
                lines.add("- type " + name + BREAKS);
            } else {
                type(name, Yaml.map(before.get(name)), Yaml.map(after.get(name)));
            }
        }
    }

    private void type(String name, Map<String, Object> old, Map<String, Object> now) {
        values("value of " + name, Shapes.strings(old.get("enum")), Shapes.strings(now.get("enum")));
        values("member of " + name, members(old), members(now));
        var oldFields = Yaml.map(old.get("properties"));
        var newFields = Yaml.map(now.get("properties"));
        var wasRequired = Shapes.strings(old.get("required"));
        var isRequired = Shapes.strings(now.get("required"));
        var input = now.containsKey("x-clerk-params") || now.containsKey("x-clerk-input");
        for (var field : keys(oldFields, newFields)) {
            var where = "field " + name + "." + field;
            if (!oldFields.containsKey(field)) {
                lines.add("+ " + where + (input && isRequired.contains(field) ? " (required)" + BREAKS : ""));
            } else if (!newFields.containsKey(field)) {
                lines.add("- " + where + BREAKS);
            } else {
                field(where, Yaml.map(oldFields.get(field)), Yaml.map(newFields.get(field)));
                if (wasRequired.contains(field) != isRequired.contains(field)) {
                    var now2 = isRequired.contains(field);
                    lines.add("~ " + where + (now2 ? " is required" : " is no longer required") + (now2 == input ? BREAKS : ""));
                }
            }
        }
    }

    private void field(String where, Map<String, Object> old, Map<String, Object> now) {
        for (var fact : keys(old, now)) {
            if (!"description".equals(fact) && !Objects.equals(String.valueOf(old.get(fact)), String.valueOf(now.get(fact)))) {
                var breaks = Set.of("type", "allOf", "items", "additionalProperties", "x-clerk-name", "x-clerk-timestamp", "nullable")
                        .contains(fact);
                lines.add("~ " + where + ": " + fact + " " + old.get(fact) + " -> " + now.get(fact) + (breaks ? BREAKS : ""));
            }
        }
    }

    private void compareEvents(Map<String, Object> before, Map<String, Object> after) {
        values("event", List.copyOf(before.keySet()), List.copyOf(after.keySet()));
    }

    private void values(String what, List<String> before, List<String> after) {
        after.stream().filter(value -> !before.contains(value)).forEach(value -> lines.add("+ " + what + ": " + value));
        before.stream().filter(value -> !after.contains(value)).forEach(value -> lines.add("- " + what + ": " + value + BREAKS));
    }

    private static List<String> members(Map<String, Object> type) {
        return type.get("oneOf") instanceof List<?> list
                ? list.stream().map(Yaml::map).map(Types::typeName).map(String::valueOf).toList()
                : List.of();
    }

    private static Map<String, Object> schemas(Map<String, Object> contract) {
        return Yaml.map(Yaml.map(contract.get("components")).get("schemas"));
    }

    private static Map<String, Map<String, Object>> operations(Map<String, Object> contract) {
        var result = new TreeMap<String, Map<String, Object>>();
        Yaml.map(contract.get("paths")).forEach((path, item) -> Yaml.map(item).forEach((method, body) -> {
            var operation = Yaml.map(body);
            operation.put("path", path);
            result.put(String.valueOf(operation.get("operationId")), operation);
        }));
        return result;
    }

    private static Set<String> keys(Map<String, ?> before, Map<String, ?> after) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys;
    }
}
