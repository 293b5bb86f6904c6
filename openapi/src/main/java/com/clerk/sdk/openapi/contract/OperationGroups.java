package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.ProseFiles;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the groups of operations, with what the generated file of a group says and imports. */
final class OperationGroups {
    private static final List<String> KINDS = List.of("page", "list", "optional", "json", "redirect", "none", "params");

    private final ProseFiles docs;
    private final Map<String, Group> groups = new TreeMap<>();

    /** One group: its first operation, and the types and kinds of result and parameters of all its operations. */
    private static final class Group {
        private Map<String, Object> first;
        private final TreeSet<String> types = new TreeSet<>();
        private final TreeSet<String> kinds = new TreeSet<>();
    }

    OperationGroups(ProseFiles docs) {
        this.docs = docs;
    }

    /** Adds an operation. The order is that of the document. */
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

    /** Returns the tags of the contract. */
    List<Map<String, Object>> tags() {
        var tags = new ArrayList<Map<String, Object>>();
        groups.keySet()
                .forEach(group -> tags.add(YamlNode.of("name", group)
                        .put("description", docs.group(group))
                        .map()));
        return tags;
    }

    /** Sets {@code x-clerk-file} of the first operation of each group. */
    void addFileExtensions(Map<String, String> shared) {
        groups.forEach((name, group) -> {
            var facts = YamlNode.of("about", docs.group(name))
                    .put(
                            "types",
                            group.types.stream()
                                    .map(type -> SharedTypes.importHint(type, shared))
                                    .toList());
            for (var kind : KINDS) {
                facts.flag("has" + Identifiers.capitalize(kind), group.kinds.contains(kind));
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
