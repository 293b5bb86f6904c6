package com.clerk.sdk.openapi;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns upstream operations into the contract's: one group and method each, one parameters type, one kind of result.
 */
final class Operations {
    private final Workbench bench;
    private final Groups groups;
    private final Map<String, String> taken = new HashMap<>();

    Operations(Workbench bench, Groups groups) {
        this.bench = bench;
        this.groups = groups;
    }

    /** The contract's paths, with all operations. */
    Map<String, Object> paths() {
        var paths = new LinkedHashMap<String, Map<String, Object>>();
        for (var operation : bench.upstream().operations()) {
            var converted = convert(operation);
            paths.computeIfAbsent(operation.path(), unused -> new LinkedHashMap<>())
                    .put(operation.method(), converted);
            groups.add(String.valueOf(converted.get("x-clerk-group")), converted);
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> convert(Upstream.Operation operation) {
        var name = name(operation);
        var group = name.substring(0, name.indexOf('.'));
        var parameters = Parameters.of(operation, bench);
        var params = Params.of(operation, name, parameters, bench);
        var answer = new Answer(operation, name, parameters.names("query"), bench);
        return Facts.of("tags", List.of(group))
                .put("operationId", name)
                .put("summary", bench.descriptions().summary(name, operation.body()))
                .put("description", bench.descriptions().details(name, operation.body()))
                .put("deprecated", Boolean.TRUE.equals(operation.body().get("deprecated")) ? true : null)
                .put("x-clerk-group", group)
                .put("x-clerk-method", name.substring(group.length() + 1))
                .put("x-clerk-upstream", operation.id())
                .put("x-clerk-http", operation.method())
                .put("x-clerk-params", params.extension())
                .copy(answer.extensions(), List.of("x-clerk-result", "x-clerk-paging", "x-clerk-envelope"))
                .put("parameters", parameters.contract(name, bench))
                .put("requestBody", params.requestBody())
                .put("responses", answer.responses())
                .map();
    }

    private String name(Upstream.Operation operation) {
        var tags = Shapes.strings(operation.body().get("tags"));
        var proposal = Words.camel(tags.isEmpty() ? "other" : tags.get(0)) + "." + Words.camel(operation.id());
        var name = bench.names().name("operations", operation.id(), proposal);
        var dot = name.indexOf('.');
        if (dot < 0 || !Words.isMember(name.substring(0, dot)) || !Words.isMember(name.substring(dot + 1))) {
            throw bench.upstream()
                    .refuse(
                            operation.location(),
                            "the name " + name + " is no group.method that can be called",
                            "Change it under operations in names/");
        }
        var before = taken.put(name, operation.location());
        if (before != null) {
            throw bench.upstream()
                    .refuse(
                            operation.location(),
                            "the name " + name + " is also that of " + before,
                            "Change one of them under operations in names/");
        }
        return name;
    }

    /** {@code users.list} as {@code UserList}: what the operation's own types begin with. */
    static String typePrefix(String operation) {
        var dot = operation.indexOf('.');
        var group = Words.capital(Words.singular(operation.substring(0, dot))).replace("Oauth", "OAuth");
        return group + Words.capital(operation.substring(dot + 1));
    }
}
