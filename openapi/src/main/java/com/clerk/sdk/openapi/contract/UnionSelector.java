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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Builds the selector of a union: the rule by which a reader finds the member that a JSON object is. */
final class UnionSelector {
    /** Ends a prefix among values. No value that is a plain name has it. */
    private static final String ANY = "*";

    /** A text without special characters at the beginning of a pattern, as far as no quantifier applies to it. */
    private static final Pattern LITERAL = Pattern.compile("\\^([A-Za-z0-9_-]+)(?![*?{])");

    private static final Pattern GROUP = Pattern.compile("\\([^()]*\\)");

    private UnionSelector() {}

    /** Returns the prefix of all texts that a pattern matches, if any, in the form in which it stands among values. */
    static List<String> prefix(String pattern) {
        var prefix = literalPrefix(pattern);
        return prefix.isEmpty() ? List.of() : List.of(prefix + ANY);
    }

    /** Returns the literal text with which all texts begin that a pattern matches; empty if there is none. */
    static String literalPrefix(String pattern) {
        var plain = pattern.replaceAll("\\\\.", "").replaceAll("\\[[^]]*]", "");
        while (GROUP.matcher(plain).find()) {
            plain = GROUP.matcher(plain).replaceAll("");
        }
        var literal = LITERAL.matcher(pattern);
        return !plain.contains("|") && literal.lookingAt() ? literal.group(1) : "";
    }

    /**
     * Returns {@code x-clerk-union}. It lists the properties to read, in order, and for each member the values and the
     * prefixes of values that identify it. For a union with {@code present}, it lists the property whose presence
     * identifies the member.
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
                    .filter(value -> !isShared(value, member, owners))
                    .toList();
            requirePlain(type, member, values, upstream);
            entries.add(YamlNode.of("type", member)
                    .put("values", listOrNull(values.stream().filter(value -> !isPrefix(value))))
                    .put(
                            "prefixes",
                            listOrNull(values.stream()
                                    .filter(UnionSelector::isPrefix)
                                    .map(UnionSelector::text)))
                    .map());
        }
        return YamlNode.empty()
                .putIf(present.isEmpty(), "by", by)
                .putIf(!present.isEmpty(), "present", present)
                .flag("prefixed", entries.stream().anyMatch(entry -> entry.containsKey("prefixes")))
                .put("members", entries)
                .map();
    }

    private static void requirePlain(String type, String member, List<String> values, UpstreamDocument upstream) {
        if (values.isEmpty()) {
            throw upstream.refuse(
                    type,
                    "no value identifies the member " + member,
                    "Declare further properties under unions in names/");
        }
        for (var value : values) {
            if (!PlainNames.isPlain(text(value))) {
                throw upstream.refuse(
                        type,
                        "a value that identifies the member " + member + " is not a plain name",
                        "Identify the member by another property under unions in names/");
            }
        }
    }

    private static List<String> listOrNull(Stream<String> values) {
        var list = values.toList();
        return list.isEmpty() ? null : list;
    }

    private static boolean isPrefix(String value) {
        return value.endsWith(ANY);
    }

    private static String text(String value) {
        return isPrefix(value) ? value.substring(0, value.length() - 1) : value;
    }

    /** Tells whether a value is a prefix that texts of another member have too. */
    private static boolean isShared(String value, String member, Map<String, Set<String>> owners) {
        return isPrefix(value)
                && owners.entrySet().stream()
                        .filter(other ->
                                isPrefix(other.getKey()) && !other.getValue().equals(Set.of(member)))
                        .anyMatch(other -> text(other.getKey()).startsWith(text(value))
                                || text(value).startsWith(text(other.getKey())));
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
