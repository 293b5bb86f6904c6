package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.OperationProposal;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts operations: each gets one group and method, one type of parameters, and one kind of result. */
final class Operations {
    private final String api;
    private final ImportContext context;
    private final OperationGroups groups;
    private final Map<String, String> taken = new HashMap<>();

    Operations(String api, ImportContext context, OperationGroups groups) {
        this.api = api;
        this.context = context;
        this.groups = groups;
    }

    /** Returns the paths of the contract, with all operations. */
    Map<String, Object> paths() {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var operation : context.upstream().operations()) {
            var converted = convert(operation);
            paths.computeIfAbsent(operation.path(), unused -> new LinkedHashMap<>())
                    .put(operation.method(), converted);
            groups.add(String.valueOf(converted.get("x-clerk-group")), converted);
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> convert(UpstreamDocument.Operation operation) {
        var name = name(operation);
        var group = name.substring(0, name.indexOf('.'));
        var parameters = OperationParameters.of(operation, context);
        var params = RequestMapping.of(operation, name, parameters, context);
        var response = new ResponseMapping(operation, name, parameters.names("query"), context);
        return YamlNode.of("tags", List.of(group))
                .put("operationId", name)
                .put("summary", context.descriptions().summary(name, operation.body()))
                .put("description", context.descriptions().details(name, operation.body()))
                .flag("deprecated", Boolean.TRUE.equals(operation.body().get("deprecated")))
                .put("x-clerk-group", group)
                .put("x-clerk-method", name.substring(group.length() + 1))
                .put("x-clerk-upstream", operation.id())
                .put("x-clerk-http", operation.method())
                .put("x-clerk-params", params.extension())
                .copy(
                        response.extensions(),
                        List.of("x-clerk-result", "x-clerk-noun", "x-clerk-paging", "x-clerk-envelope"))
                .put("security", security(operation))
                .put("parameters", parameters.contract(name, context))
                .put("requestBody", params.requestBody())
                .put("responses", response.responses())
                .map();
    }

    /**
     * Returns how the operation is authenticated, or null if it is as the whole API. An empty list means not at all.
     */
    private Object security(UpstreamDocument.Operation operation) {
        var own = operation.body().get("security");
        return Objects.equals(own, context.upstream().security()) ? null : own;
    }

    private String name(UpstreamDocument.Operation operation) {
        var name = context.names().nameOrProposal("operations", operation.id(), proposal(operation));
        var dot = name.indexOf('.');
        if (dot < 0
                || !Identifiers.isMemberName(name.substring(0, dot))
                || !Identifiers.isMemberName(name.substring(dot + 1))) {
            throw context.upstream()
                    .refuse(
                            operation.location(),
                            "the name " + name + " is not a valid group.method",
                            "Change it under operations in names/");
        }
        var before = taken.put(name, operation.location());
        if (before != null) {
            throw context.upstream()
                    .refuse(
                            operation.location(),
                            "the name " + name + " is also that of " + before,
                            "Change one of them under operations in names/");
        }
        return name;
    }

    /** Returns the name to propose for an operation. */
    String proposal(UpstreamDocument.Operation operation) {
        var tags = SchemaShapes.strings(operation.body().get("tags"));
        return OperationProposal.of(
                api, operation.path(), tags.isEmpty() ? "" : tags.get(0), operation.id(), isList(operation));
    }

    private boolean isList(UpstreamDocument.Operation operation) {
        return Yaml.map(operation.body().get("responses")).entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> context.upstream().resolve(Yaml.map(response.getValue())))
                .map(response ->
                        Yaml.map(Yaml.map(Yaml.map(response.get("content")).get("application/json"))
                                .get("schema")))
                .anyMatch(schema -> isList(schema, operation.id()));
    }

    private boolean isList(Map<String, Object> schema, String location) {
        var shapes = context.shapes();
        var resolved = shapes.resolved(schema, location);
        if (SchemaShapes.isEnvelope(resolved)) {
            return isList(Yaml.map(Yaml.map(resolved.get("properties")).get("response")), location);
        }
        return "array".equals(resolved.get("type")) || shapes.isPage(resolved) || shapes.isListOrPage(resolved);
    }

    /** Returns the prefix of the types of an operation: {@code UserList} for {@code users.list}. */
    static String typePrefix(String operation) {
        var dot = operation.indexOf('.');
        var group = Identifiers.capitalize(Identifiers.singular(operation.substring(0, dot)))
                .replace("Oauth", "OAuth");
        return group + Identifiers.capitalize(operation.substring(dot + 1));
    }
}
