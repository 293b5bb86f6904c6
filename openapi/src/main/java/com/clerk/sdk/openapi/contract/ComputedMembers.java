package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Descriptions;
import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Names;
import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds the members that {@code names/} computes from the fields of a type. There are two kinds: {@code find} is the
 * element of a list whose {@code id} equals another field, and {@code join} is some texts with spaces between them.
 */
final class ComputedMembers {
    static final String EXTENSION = "x-clerk-computed";
    private static final String SECTION = "computed";
    private static final String ID = "id";
    private static final Set<String> NOT_RESULTS =
            Set.of("x-clerk-params", "x-clerk-input", "x-clerk-event", "x-clerk-page", "x-clerk-envelope");

    private final Names names;
    private final Descriptions descriptions;
    private final Map<String, Map<String, Object>> types;

    private ComputedMembers(Names names, Descriptions descriptions, Map<String, Map<String, Object>> types) {
        this.names = names;
        this.descriptions = descriptions;
        this.types = types;
    }

    /** Sets {@code x-clerk-computed} of the types that {@code names/} lists. */
    static void addTo(Map<String, Map<String, Object>> types, Names names, Descriptions descriptions) {
        var computed = new ComputedMembers(names, descriptions, types);
        names.section(SECTION)
                .forEach((type, members) ->
                        Yaml.map(members).forEach((name, rule) -> computed.add(type, name, Yaml.map(rule))));
    }

    private void add(String type, String name, Map<String, Object> rule) {
        var path = SECTION + "." + type + "." + name;
        var schema = types.get(type);
        if (schema == null
                || !SchemaShapes.isObject(schema)
                || NOT_RESULTS.stream().anyMatch(schema::containsKey)) {
            throw refuse(path, type + " is not an object that the API returns", "Correct the name of the type");
        }
        checkName(path, name, schema);
        var members = new ArrayList<Object>(Yaml.list(schema.get(EXTENSION)));
        members.add(YamlNode.of("name", name)
                .put("description", descriptions.docs().field(type, name))
                .put(kind(path, rule), definition(path, rule, schema))
                .map());
        schema.put(EXTENSION, members);
    }

    private void checkName(String path, String name, Map<String, Object> schema) {
        var isField = Yaml.map(schema.get("properties")).values().stream()
                .anyMatch(field -> name.equals(Yaml.map(field).get("x-clerk-name")));
        if (isField || !Identifiers.isMemberName(name)) {
            var problem = isField ? "a field has this name already" : "this is not a valid name of a member";
            throw refuse(path, problem, "Choose another name");
        }
    }

    private String kind(String path, Map<String, Object> rule) {
        if (rule.keySet().equals(Set.of("find", "by"))) {
            return "find";
        }
        if (rule.keySet().equals(Set.of("join"))) {
            return "join";
        }
        throw refuse(path, "the rule " + rule.keySet() + " is unknown", "Write either find and by, or join");
    }

    private Object definition(String path, Map<String, Object> rule, Map<String, Object> schema) {
        return rule.containsKey("find") ? find(path, rule, schema) : join(path, rule, schema);
    }

    private Map<String, Object> find(String path, Map<String, Object> rule, Map<String, Object> schema) {
        var list = field(path, String.valueOf(rule.get("find")), schema);
        var element = Types.typeName(Yaml.map(list.get("items")));
        var elementSchema = element == null ? null : types.get(element);
        if (!"array".equals(list.get("type")) || elementSchema == null || !SchemaShapes.isObject(elementSchema)) {
            throw refuse(path, rule.get("find") + " is not a list of objects", "Name a list of objects");
        }
        return YamlNode.of("list", list.get("x-clerk-name"))
                .put("of", element)
                .put(ID, text(path, ID, elementSchema))
                .put("equals", text(path, String.valueOf(rule.get("by")), schema))
                .map();
    }

    private List<String> join(String path, Map<String, Object> rule, Map<String, Object> schema) {
        var texts = SchemaShapes.strings(rule.get("join")).stream()
                .map(wire -> text(path, wire, schema))
                .toList();
        if (texts.size() < 2) {
            throw refuse(path, "join needs a list of two fields or more", "List the fields to join");
        }
        return texts;
    }

    /** Returns the member name of a field that is a text. */
    private String text(String path, String wire, Map<String, Object> schema) {
        var field = field(path, wire, schema);
        if (!"string".equals(field.get("type"))
                || field.containsKey("allOf")
                || field.containsKey("x-clerk-timestamp")) {
            throw refuse(path, "the field " + wire + " is not a text", "Name a field that is a text");
        }
        return String.valueOf(field.get("x-clerk-name"));
    }

    private Map<String, Object> field(String path, String wire, Map<String, Object> schema) {
        var field = Yaml.map(schema.get("properties")).get(wire);
        if (field == null) {
            throw refuse(path, "the field " + wire + " does not exist", "Name a field as it is on the wire");
        }
        return Yaml.map(field);
    }

    private ImportException refuse(String path, String problem, String remedy) {
        return new ImportException(names.file(), path, problem, remedy);
    }
}
