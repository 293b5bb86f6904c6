package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps the responses of one operation to one kind of result. */
final class ResponseMapping {
    private static final String JSON = "application/json";

    private final UpstreamDocument.Operation source;
    private final String operation;
    private final ImportContext context;
    private final ListResult lists;
    private final YamlNode extensions = YamlNode.empty();
    private final Map<String, Object> responses = new LinkedHashMap<>();

    ResponseMapping(UpstreamDocument.Operation source, String operation, List<String> query, ImportContext context) {
        this.source = source;
        this.operation = operation;
        this.context = context;
        this.lists = new ListResult(source, operation, query, extensions, context);
        var statuses = Yaml.map(source.body().get("responses"));
        var success = statuses.keySet().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        Map<String, Object> result = null;
        for (var status : success) {
            var node = success(status, Yaml.map(statuses.get(status)), success.contains("204"));
            if (node != null && result != null && !node.equals(result)) {
                throw context.upstream()
                        .refuse(
                                source.location(),
                                "its responses " + success + " have different results",
                                "Add support for several results to the importer");
            }
            result = node == null ? result : node;
        }
        if (result == null) {
            extensions.put("x-clerk-result", Map.of(kindWithoutContent(statuses, success), true));
        }
        statuses.keySet().stream()
                .filter(status -> !status.startsWith("2"))
                .sorted()
                .forEach(status -> responses.put(status, failure(status)));
    }

    /** Returns {@code x-clerk-result}, {@code x-clerk-noun}, {@code x-clerk-paging} and {@code x-clerk-envelope}. */
    Map<String, Object> extensions() {
        return extensions.put("x-clerk-noun", noun()).map();
    }

    /** Returns what a sentence about the result calls it: {@code user}, or {@code users} for a list. */
    private String noun() {
        var result = Yaml.map(extensions.map().get("x-clerk-result"));
        if (!(result.get("of") instanceof String type)) {
            return null;
        }
        var noun = type.endsWith("Result") ? "result" : Identifiers.words(type);
        return result.containsKey("page") || result.containsKey("list") ? Identifiers.plural(noun) : noun;
    }

    /** Returns the responses of the contract by status. */
    Map<String, Object> responses() {
        return responses;
    }

    private static Map<String, Object> failure(String status) {
        return status.startsWith("3")
                ? YamlNode.of("description", "A redirect; it is not followed.").map()
                : YamlNode.of("$ref", "#/components/responses/Failure").map();
    }

    private Map<String, Object> success(String status, Map<String, Object> response, boolean optional) {
        var content = Yaml.map(context.upstream().resolve(response).get("content"));
        var schema = Yaml.map(Yaml.map(content.get(JSON)).get("schema"));
        var node = schema.isEmpty() ? null : result(schema, optional);
        var text = context.descriptions().docs().operation(operation, "returns");
        var placeholder = node == null ? "Done." : nounPhrase("result");
        var result = YamlNode.of("description", text == null ? placeholder : text);
        if (node != null) {
            result.put(
                    "content",
                    YamlNode.of(JSON, YamlNode.of("schema", node).map()).map());
        } else if (isText(content)) {
            result.put(
                    "content",
                    YamlNode.of(
                                    "text/html",
                                    YamlNode.of("schema", Map.of("type", "string"))
                                            .map())
                            .map());
        }
        responses.put(status, result.map());
        return node;
    }

    private boolean isText(Map<String, Object> content) {
        var other = content.keySet().stream()
                .filter(type -> !type.startsWith("text/") && !type.equals(JSON))
                .toList();
        if (!other.isEmpty()) {
            throw context.upstream()
                    .refuse(
                            source.location(),
                            "the result is " + other,
                            "Add support for this media type to the importer");
        }
        return content.keySet().stream().anyMatch(type -> type.startsWith("text/"));
    }

    private String kindWithoutContent(Map<String, Object> statuses, List<String> success) {
        if (statuses.keySet().stream().anyMatch(status -> status.startsWith("3"))) {
            return "redirect";
        }
        return "get".equals(source.method()) && !success.contains("204") ? "text" : "none";
    }

    private Map<String, Object> result(Map<String, Object> schema, boolean optional) {
        var resolved = context.shapes().resolved(schema, source.id() + ".result");
        if (SchemaShapes.isEnvelope(resolved)) {
            extensions.put("x-clerk-envelope", true);
            return envelope(Yaml.map(resolved.get("properties")), optional);
        }
        return plain(schema, optional);
    }

    private Map<String, Object> envelope(Map<String, Object> properties, boolean optional) {
        var inner = plain(Yaml.map(properties.get("response")), optional);
        var client = context.types()
                .node(
                        Yaml.map(properties.get("client")),
                        SchemaLocation.ofType("Client", "Client", false).property("client"));
        var type = Operations.typePrefix(operation) + "Envelope";
        context.types()
                .defineDirectly(
                        type,
                        YamlNode.of("type", "object")
                                .put(
                                        "description",
                                        "The result of <code>" + operation + "</code> and the state of the client.")
                                .put("x-clerk-envelope", true)
                                .put(
                                        "properties",
                                        YamlNode.of("response", asProperty(inner))
                                                .put("client", asProperty(client))
                                                .map())
                                .map());
        return Types.reference(type);
    }

    private static Map<String, Object> asProperty(Map<String, Object> node) {
        return node.containsKey("$ref")
                ? YamlNode.of("allOf", List.of(Types.reference(Types.typeName(node))))
                        .put("nullable", node.get("nullable"))
                        .map()
                : node;
    }

    private Map<String, Object> plain(Map<String, Object> schema, boolean mayHaveNoContent) {
        var location =
                SchemaLocation.ofType(source.id() + ".result", Operations.typePrefix(operation) + "Result", false);
        var isNullable = context.shapes().isNullable(schema, location.path());
        var list = lists.node(schema);
        if (list != null) {
            if (isNullable) {
                throw context.upstream()
                        .refuse(
                                source.location(),
                                "its result is a list or null",
                                "Add support for this shape to the importer");
            }
            return list;
        }
        var node = context.types().node(schema, location);
        var type = Types.typeName(node);
        var kindOfType = mayHaveNoContent || isNullable ? "optional" : "value";
        var kind = type == null ? "json" : kindOfType;
        extensions.put("x-clerk-result", YamlNode.of(kind, true).put("of", type).map());
        return node;
    }

    /** Returns the description of a thing, as it stands in javadoc. */
    static String nounPhrase(String noun) {
        return "The " + noun + ".";
    }
}
