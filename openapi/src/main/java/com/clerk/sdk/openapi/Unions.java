package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the members of a union are told apart, and what all of them have. */
final class Unions {
    private Unions() {}

    /**
     * The selector that the contract carries: the properties to look at, in order, and for each member the values that
     * mean it; or, for a union told apart by presence, the property that means it.
     */
    static Map<String, Object> selector(
            String type, Map<String, Object> declared, Set<String> members, Map<String, Map<String, Object>> types, Upstream upstream) {
        var present = Types.strings(declared.get("present"));
        var by = Types.strings(declared.get("by"));
        var owners = new LinkedHashMap<String, Set<String>>();
        if (present.isEmpty()) {
            for (var property : by) {
                claim(owners, property, members, types, property.equals(by.get(0)));
            }
        } else {
            for (var member : members) {
                var properties = Yaml.map(types.get(member).get("properties")).keySet();
                present.stream().filter(properties::contains).limit(1)
                        .forEach(name -> owners.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(member));
            }
        }
        var entries = new ArrayList<Map<String, Object>>();
        for (var member : members) {
            var values = owners.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(Set.of(member)))
                    .map(Map.Entry::getKey)
                    .toList();
            if (values.isEmpty()) {
                throw upstream.refuse(type, "nothing tells the member " + member + " from the others", "Declare another selector in names/");
            }
            entries.add(Facts.of("type", member).put("values", values).map());
        }
        return Facts.empty()
                .put("by", present.isEmpty() ? by : null)
                .put("present", present.isEmpty() ? null : present)
                .put("members", entries)
                .map();
    }

    private static void claim(
            Map<String, Set<String>> owners, String property, Set<String> members, Map<String, Map<String, Object>> types, boolean first) {
        for (var member : members) {
            var node = Yaml.map(Yaml.map(types.get(member).get("properties")).get(property));
            for (var value : Types.strings(node.get("enum"))) {
                owners.computeIfAbsent(value, unused -> new LinkedHashSet<>()).add(member);
            }
            for (var value : Types.strings(node.get(Types.SELECTS))) {
                owners.computeIfAbsent(value, unused -> new LinkedHashSet<>()).add(member);
            }
        }
    }

    /** The string and enum properties that every member has with the same type; the union itself offers them. */
    static List<Map<String, Object>> common(Set<String> members, Map<String, Map<String, Object>> types) {
        var result = new ArrayList<Map<String, Object>>();
        var first = types.get(members.iterator().next());
        Yaml.map(first.get("properties")).forEach((name, value) -> {
            var node = Yaml.map(value);
            var type = commonType(node, types);
            if (type != null && members.stream().allMatch(member -> type.equals(commonType(
                    Yaml.map(Yaml.map(types.get(member).get("properties")).get(name)), types)))) {
                result.add(Facts.of("wire", name)
                        .put("name", node.get("x-clerk-name"))
                        .put("type", "string".equals(type) ? null : type)
                        .put("description", node.get("description"))
                        .map());
            }
        });
        return result;
    }

    private static String commonType(Map<String, Object> node, Map<String, Map<String, Object>> types) {
        if (node.get("allOf") instanceof List<?> parts) {
            var type = Types.typeName(Yaml.map(parts.get(0)));
            return types.containsKey(type) && types.get(type).containsKey("x-clerk-values") ? type : null;
        }
        return "string".equals(node.get("type")) ? "string" : null;
    }
}
