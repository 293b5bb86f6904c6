package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.upstream.PlainNames;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the selector of a union: the rule by which a reader finds the member that a JSON object is. */
final class UnionSelector {
    private UnionSelector() {}

    /**
     * Returns {@code x-clerk-union}. It lists the properties to read, in order, and for each member the values that
     * identify it. For a union with {@code present}, it lists the property whose presence identifies the member.
     */
    static Map<String, Object> of(
            String type,
            Map<String, Object> declared,
            Set<String> members,
            Map<String, Map<String, Object>> types,
            UpstreamDocument upstream) {
        var present = SchemaShapes.strings(declared.get("present"));
        var by = SchemaShapes.strings(declared.get("by"));
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
                        "no value identifies the member " + member,
                        "Declare further properties under unions in names/");
            }
            for (var value : values) {
                if (!PlainNames.isPlain(value)) {
                    throw upstream.refuse(
                            type,
                            "a value that identifies the member " + member + " is not a plain name",
                            "Identify the member by another property under unions in names/");
                }
            }
            entries.add(YamlNode.of("type", member).put("values", values).map());
        }
        return YamlNode.empty()
                .putIf(present.isEmpty(), "by", by)
                .putIf(!present.isEmpty(), "present", present)
                .put("members", entries)
                .map();
    }

    private static Map<String, Set<String>> byPresence(
            List<String> present, Set<String> members, Map<String, Map<String, Object>> types) {
        var owners = new LinkedHashMap<String, Set<String>>();
        for (var member : members) {
            var properties = properties(member, types).keySet();
            present.stream().filter(properties::contains).limit(1).forEach(name -> addOwner(owners, name, member));
        }
        return owners;
    }

    private static Map<String, Set<String>> byValue(
            List<String> by, Set<String> members, Map<String, Map<String, Object>> types) {
        var owners = new LinkedHashMap<String, Set<String>>();
        for (var property : by) {
            for (var member : members) {
                var node = Yaml.map(properties(member, types).get(property));
                SchemaShapes.strings(node.get("enum")).forEach(value -> addOwner(owners, value, member));
                SchemaShapes.strings(node.get(Fields.SELECTS)).forEach(value -> addOwner(owners, value, member));
            }
        }
        return owners;
    }

    private static Map<String, Object> properties(String member, Map<String, Map<String, Object>> types) {
        return Yaml.map(types.get(member).get("properties"));
    }

    private static void addOwner(Map<String, Set<String>> owners, String value, String member) {
        owners.computeIfAbsent(value, unused -> new LinkedHashSet<>()).add(member);
    }
}
