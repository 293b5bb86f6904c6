package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The unions of the contract: their members, how these are told apart, and what all of them have. */
final class Unions {
    private final Upstream upstream;
    private final Names names;
    private final Types types;
    private final Map<String, Set<String>> membersByUnion = new TreeMap<>();

    Unions(Upstream upstream, Names names, Types types) {
        this.upstream = upstream;
        this.names = names;
        this.types = types;
    }

    /** The members of a union, to which this schema adds its variants. */
    Set<String> members(String type, Map<String, Object> schema, Site site) {
        if (names.union(type) == null) {
            throw upstream.refuse(
                    site.location(),
                    "this union (" + type + ") has no selector",
                    "Declare under unions in names/ by which property it is told apart");
        }
        var members = membersByUnion.computeIfAbsent(type, unused -> new LinkedHashSet<>());
        var index = 1;
        for (var variant : Shapes.variants(schema)) {
            members.add(member(variant, site, index));
            index++;
        }
        return members;
    }

    private String member(Map<String, Object> variant, Site site, int index) {
        var node = types.node(variant, Upstream.schemaName(variant) == null ? site.variant(index) : site);
        if (!node.containsKey("$ref")) {
            throw upstream.refuse(
                    site.location(), "a member of the union is no object", "Teach the importer this shape");
        }
        return Types.typeName(node);
    }

    /** Adds to every union how its members are told apart and what they have in common. */
    void finish(Map<String, Map<String, Object>> defined) {
        membersByUnion.forEach((type, members) -> {
            var union = defined.get(type);
            union.put("oneOf", members.stream().map(Types::reference).toList());
            union.put("x-clerk-union", Selector.of(type, names.union(type), members, defined, upstream));
            var common = common(members, defined);
            if (!common.isEmpty()) {
                union.put("x-clerk-common", common);
            }
            members.forEach(member -> addTo(defined.get(member), type));
        });
    }

    private static void addTo(Map<String, Object> member, String union) {
        var unions = new TreeSet<>(Shapes.strings(member.get("x-clerk-unions")));
        unions.add(union);
        member.put("x-clerk-unions", new ArrayList<>(unions));
    }

    /** The string and enum properties that every member has with the same type; the union itself offers them. */
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
