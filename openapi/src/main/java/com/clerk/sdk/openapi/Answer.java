package com.clerk.sdk.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API answers to one operation. */
final class Answer {
    private static final String JSON = "application/json";

    private final Upstream.Operation source;
    private final String operation;
    private final Workbench bench;
    private final Lists lists;
    private final Facts extensions = Facts.empty();
    private final Map<String, Object> responses = new LinkedHashMap<>();

    Answer(Upstream.Operation source, String operation, List<String> query, Workbench bench) {
        this.source = source;
        this.operation = operation;
        this.bench = bench;
        this.lists = new Lists(source, operation, query, extensions, bench);
        var statuses = Yaml.map(source.body().get("responses"));
        var success = statuses.keySet().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        Map<String, Object> result = null;
        for (var status : success) {
            var node = success(status, Yaml.map(statuses.get(status)), success.contains("204"));
            if (node != null && result != null && !node.equals(result)) {
                throw bench.upstream()
                        .refuse(
                                source.location(),
                                "it answers " + success + " with different results",
                                "Teach the importer to tell them apart");
            }
            result = node == null ? result : node;
        }
        if (result == null) {
            extensions.put("x-clerk-result", Map.of(emptyKind(statuses, success), true));
        }
        statuses.keySet().stream()
                .filter(status -> !status.startsWith("2"))
                .sorted()
                .forEach(status -> responses.put(status, failure(status)));
    }

    /** The extensions {@code x-clerk-result}, {@code x-clerk-paging} and {@code x-clerk-envelope}. */
    Map<String, Object> extensions() {
        return extensions.map();
    }

    /** The contract's responses by status. */
    Map<String, Object> responses() {
        return responses;
    }

    private static Map<String, Object> failure(String status) {
        return status.startsWith("3")
                ? Facts.of("description", "A redirect; it is not followed.").map()
                : Facts.of("$ref", "#/components/responses/Failure").map();
    }

    private Map<String, Object> success(String status, Map<String, Object> response, boolean optional) {
        var content = Yaml.map(bench.upstream().resolve(response).get("content"));
        var schema = Yaml.map(Yaml.map(content.get(JSON)).get("schema"));
        var node = schema.isEmpty() ? null : result(schema, optional);
        var text = bench.descriptions().docs().operation(operation, "returns");
        var result = Facts.of("description", text == null ? node == null ? "Done." : "The result." : text);
        if (node != null) {
            result.put("content", Facts.of(JSON, Facts.of("schema", node).map()).map());
        } else if (isText(content)) {
            result.put(
                    "content",
                    Facts.of(
                                    "text/html",
                                    Facts.of("schema", Map.of("type", "string")).map())
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
            throw bench.upstream()
                    .refuse(source.location(), "the result is " + other, "Teach the importer this media type");
        }
        return content.keySet().stream().anyMatch(type -> type.startsWith("text/"));
    }

    private String emptyKind(Map<String, Object> statuses, List<String> success) {
        if (statuses.keySet().stream().anyMatch(status -> status.startsWith("3"))) {
            return "redirect";
        }
        return "get".equals(source.method()) && !success.contains("204") ? "text" : "none";
    }

    private Map<String, Object> result(Map<String, Object> schema, boolean optional) {
        var resolved = bench.shapes().resolved(schema, source.id() + ".result");
        if (Shapes.isEnvelope(resolved)) {
            extensions.put("x-clerk-envelope", true);
            return envelope(Yaml.map(resolved.get("properties")), optional);
        }
        return plain(schema, optional);
    }

    private Map<String, Object> envelope(Map<String, Object> properties, boolean optional) {
        var inner = plain(Yaml.map(properties.get("response")), optional);
        var client = bench.types()
                .node(
                        Yaml.map(properties.get("client")),
                        Site.ofType("Client", "Client", false).property("client"));
        var type = Operations.typePrefix(operation) + "Envelope";
        bench.types()
                .defineDirectly(
                        type,
                        Facts.of("type", "object")
                                .put(
                                        "description",
                                        "The answer of <code>" + operation
                                                + "</code> with the client's state beside it.")
                                .put("x-clerk-envelope", true)
                                .put(
                                        "properties",
                                        Facts.of("response", asProperty(inner))
                                                .put("client", asProperty(client))
                                                .map())
                                .map());
        return Types.reference(type);
    }

    private static Map<String, Object> asProperty(Map<String, Object> node) {
        return node.containsKey("$ref")
                ? Facts.of("allOf", List.of(Types.reference(Types.typeName(node))))
                        .put("nullable", node.get("nullable"))
                        .map()
                : node;
    }

    private Map<String, Object> plain(Map<String, Object> schema, boolean optional) {
        var list = lists.node(schema);
        if (list != null) {
            return list;
        }
        var site = Site.ofType(source.id() + ".result", Operations.typePrefix(operation) + "Result", false);
        var node = bench.types().node(schema, site);
        var type = Types.typeName(node);
        var kind = type == null ? "json" : optional ? "optional" : "value";
        extensions.put("x-clerk-result", Facts.of(kind, true).put("of", type).map());
        return node;
    }
}
