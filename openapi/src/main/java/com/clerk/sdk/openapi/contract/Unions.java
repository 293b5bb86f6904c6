package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the unions of the contract: their members, their selectors, and the fields that all members have. */
final class Unions {
    private final UpstreamDocument upstream;
    private final Names names;
    private final Types types;
    private final Map<String, Set<String>> membersByUnion = new TreeMap<>();

    Unions(UpstreamDocument upstream, Names names, Types types) {
        this.upstream = upstream;
        this.names = names;
        this.types = types;
    }

    /** Returns the members of a union, after adding the variants of this schema. */
    Set<String> members(String type, Map<String, Object> schema, SchemaLocation location) {
        if (names.unionSelector(type) == null) {
            throw upstream.refuse(
                    location.path(),
                    "this union (" + type + ") has no selector",
                    "Declare under unions in names/ which property identifies its members");
        }
        var members = membersByUnion.computeIfAbsent(type, unused -> new LinkedHashSet<>());
        var index = 1;
        for (var variant : SchemaShapes.variants(schema)) {
            members.add(member(variant, location, index));
            index++;
        }
        return members;
    }

    private String member(Map<String, Object> variant, SchemaLocation location, int index) {
        var node =
                types.node(variant, UpstreamDocument.schemaName(variant) == null ? location.variant(index) : location);
        if (!node.containsKey("$ref")) {
            throw upstream.refuse(
                    location.path(),
                    "a member of the union is not an object",
                    "Add support for this shape to the importer");
        }
        return Types.typeName(node);
    }

    /** Adds to every union its selector and the fields that all members have. */
    void finish(Map<String, Map<String, Object>> defined) {
        membersByUnion.forEach((type, members) -> {
            var union = defined.get(type);
            union.put("oneOf", members.stream().map(Types::reference).toList());
            union.put("x-clerk-union", UnionSelector.of(type, names.unionSelector(type), members, defined, upstream));
            var common = common(members, defined);
            if (!common.isEmpty()) {
                union.put("x-clerk-common", common);
            }
            members.forEach(member -> addTo(defined.get(member), type));
        });
    }

    private static void addTo(Map<String, Object> member, String union) {
        var unions = new TreeSet<>(SchemaShapes.strings(member.get("x-clerk-unions")));
        unions.add(union);
        member.put("x-clerk-unions", new ArrayList<>(unions));
    }

    /** Returns the text and enum properties that every member has with the same type; the union offers them too. */
    private static List<Map<String, Object>> common(Set<String> members, Map<String, Map<String, Object>> types) {
        var result = new ArrayList<Map<String, Object>>();
        var first = types.get(members.iterator().next());
        Yaml.map(first.get("properties")).forEach((name, value) -> {
            var node = Yaml.map(value);
            var type = commonType(node, types);
            if (type != null
                    && members.stream()
                            .allMatch(member -> type.equals(commonType(
                                    Yaml.map(Yaml.map(types.get(member).get("properties"))
                                            .get(name)),
                                    types)))) {
                result.add(YamlNode.of("wire", name)
                        .put("name", node.get("x-clerk-name"))
                        .put("type", "string".equals(type) ? null : type)
                        .put("description", commonDescription(name, members, types))
                        .map());
            }
        });
        return result;
    }

    /** Returns the description of a field, in general words unless every member has the same: one's says too much. */
    private static Object commonDescription(String field, Set<String> members, Map<String, Map<String, Object>> types) {
        var descriptions = members.stream()
                .map(member -> Yaml.map(
                                Yaml.map(types.get(member).get("properties")).get(field))
                        .get("description"))
                .distinct()
                .toList();
        return descriptions.size() == 1 && descriptions.get(0) != null
                ? descriptions.get(0)
                : "The field <code>" + field + "</code>, which every type has.";
    }

    private static String commonType(Map<String, Object> node, Map<String, Map<String, Object>> types) {
        if (node.get("allOf") instanceof List<?> parts) {
            var type = Types.typeName(Yaml.map(parts.get(0)));
            return types.containsKey(type) && types.get(type).containsKey("x-clerk-values") ? type : null;
        }
        return "string".equals(node.get("type")) ? "string" : null;
    }
}
