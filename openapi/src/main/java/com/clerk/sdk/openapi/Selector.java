package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the members of a union are told apart. */
final class Selector {
    private Selector() {}

    /**
     * The selector that the contract carries: the properties to look at, in order, and for each member the values that
     * mean it; or, for a union told apart by presence, the property that means it.
     */
    static Map<String, Object> of(
            String type,
            Map<String, Object> declared,
            Set<String> members,
            Map<String, Map<String, Object>> types,
            Upstream upstream) {
        var present = Shapes.strings(declared.get("present"));
        var by = Shapes.strings(declared.get("by"));
        var owners = present.isEmpty() ? byValue(by, members, types) : byPresence(present, members, types);
        var entries = new ArrayList<Map<String, Object>>();
        for (var member : members) {
            var values = owners.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(Set.of(member)))
                    .map(Map.Entry::getKey)
                    .toList();
            if (values.isEmpty()) {
                throw upstream.refuse(
                        type,
                        "nothing tells the member " + member + " from the others",
                        "Declare another selector under unions in names/");
            }
            entries.add(Facts.of("type", member).put("values", values).map());
        }
        return Facts.empty()
                .put("by", present.isEmpty() ? by : null)
                .put("present", present.isEmpty() ? null : present)
                .put("members", entries)
                .map();
    }

    private static Map<String, Set<String>> byPresence(
            List<String> present, Set<String> members, Map<String, Map<String, Object>> types) {
        var owners = new LinkedHashMap<String, Set<String>>();
        for (var member : members) {
            var properties = properties(member, types).keySet();
            present.stream().filter(properties::contains).limit(1).forEach(name -> claim(owners, name, member));
        }
        return owners;
    }

    private static Map<String, Set<String>> byValue(
            List<String> by, Set<String> members, Map<String, Map<String, Object>> types) {
        var owners = new LinkedHashMap<String, Set<String>>();
        for (var property : by) {
            for (var member : members) {
                var node = Yaml.map(properties(member, types).get(property));
                Shapes.strings(node.get("enum")).forEach(value -> claim(owners, value, member));
                Shapes.strings(node.get(Fields.SELECTS)).forEach(value -> claim(owners, value, member));
            }
        }
        return owners;
    }

    private static Map<String, Object> properties(String member, Map<String, Map<String, Object>> types) {
        return Yaml.map(types.get(member).get("properties"));
    }

    private static void claim(Map<String, Set<String>> owners, String value, String member) {
        owners.computeIfAbsent(value, unused -> new LinkedHashSet<>()).add(member);
    }
}
