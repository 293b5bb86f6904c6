package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The groups of operations: what a file with all operations of a group has to say and import. */
final class Groups {
    private static final List<String> KINDS = List.of("page", "list", "optional", "json", "redirect", "none", "params");

    private final Docs docs;
    private final Map<String, Group> groups = new TreeMap<>();

    /** One group: its first operation, and the types, kinds of result and parameters that any of its operations has. */
    private static final class Group {
        private Map<String, Object> first;
        private final TreeSet<String> types = new TreeSet<>();
        private final TreeSet<String> kinds = new TreeSet<>();
    }

    Groups(Docs docs) {
        this.docs = docs;
    }

    /** Notes an operation, in the order of the document. */
    void add(String group, Map<String, Object> operation) {
        var entry = group(group);
        if (entry.first == null) {
            entry.first = operation;
        }
        var result = Yaml.map(operation.get("x-clerk-result"));
        entry.kinds.addAll(result.keySet());
        addType(entry, result.get("of"));
        if (operation.containsKey("x-clerk-params")) {
            entry.kinds.add("params");
            addType(entry, Yaml.map(operation.get("x-clerk-params")).get("params"));
        }
    }

    /** The contract's tags. */
    List<Map<String, Object>> tags() {
        var tags = new ArrayList<Map<String, Object>>();
        groups.keySet()
                .forEach(group -> tags.add(Facts.of("name", group)
                        .put("description", docs.group(group))
                        .map()));
        return tags;
    }

    /** Puts what a group's file needs at the first operation of the group. */
    void describeFiles(Map<String, String> shared) {
        groups.forEach((name, group) -> {
            var facts = Facts.of("about", docs.group(name))
                    .put(
                            "types",
                            group.types.stream()
                                    .map(type -> Sharing.use(type, shared))
                                    .toList());
            for (var kind : KINDS) {
                facts.put("has" + Words.capital(kind), group.kinds.contains(kind) ? true : null);
            }
            group.first.put("x-clerk-file", facts.map());
        });
    }

    private Group group(String name) {
        return groups.computeIfAbsent(name, unused -> new Group());
    }

    private static void addType(Group group, Object type) {
        if (type != null) {
            group.types.add(String.valueOf(type));
        }
    }
}
