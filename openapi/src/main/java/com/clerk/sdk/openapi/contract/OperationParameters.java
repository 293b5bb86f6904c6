package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of one upstream operation: those in the path in its order, then the others as declared. */
final class OperationParameters {
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    private final UpstreamDocument.Operation operation;
    private final List<Map<String, Object>> all;

    private OperationParameters(UpstreamDocument.Operation operation, List<Map<String, Object>> all) {
        this.operation = operation;
        this.all = all;
    }

    static OperationParameters of(UpstreamDocument.Operation operation, ImportContext context) {
        var declared = declared(operation, context.upstream());
        var ordered = new ArrayList<Map<String, Object>>();
        var matcher = IN_PATH.matcher(operation.path());
        while (matcher.find()) {
            var parameter = declared.remove("path " + matcher.group(1));
            if (parameter == null) {
                throw context.upstream()
                        .refuse(
                                operation.location(),
                                "the path parameter " + matcher.group(1) + " is not declared",
                                "Declare it in the document");
            }
            ordered.add(parameter);
        }
        for (var parameter : declared.values()) {
            check(parameter, operation, context.upstream());
            ordered.add(parameter);
        }
        return new OperationParameters(operation, ordered);
    }

    private static Map<String, Map<String, Object>> declared(
            UpstreamDocument.Operation operation, UpstreamDocument upstream) {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        for (var source : List.of(operation.item(), operation.body())) {
            for (var item : Yaml.list(source.get("parameters"))) {
                var parameter = upstream.resolve(Yaml.map(item));
                all.put(parameter.get("in") + " " + parameter.get("name"), parameter);
            }
        }
        return all;
    }

    private static void check(
            Map<String, Object> parameter, UpstreamDocument.Operation operation, UpstreamDocument upstream) {
        if (!List.of("query", "header").contains(parameter.get("in"))) {
            throw upstream.refuse(
                    operation.location(),
                    "the parameter " + parameter.get("name") + " is in " + parameter.get("in"),
                    "Add support for this kind to the importer");
        }
        if (!(parameter.get("schema") instanceof Map)) {
            throw upstream.refuse(
                    operation.location(),
                    "the parameter " + parameter.get("name") + " has no schema",
                    "Declare its type in the document");
        }
    }

    /** Returns the names of the parameters in this place, such as {@code query}. */
    List<String> names(String place) {
        return all.stream()
                .filter(parameter -> place.equals(parameter.get("in")))
                .map(OperationParameters::name)
                .toList();
    }

    /** Returns the parameters that are not in the path. */
    List<Map<String, Object>> notInPath() {
        return all.stream().filter(parameter -> !isInPath(parameter)).toList();
    }

    /** Returns the parameters of the contract, or null if absent. */
    List<Map<String, Object>> contract(String operationName, ImportContext context) {
        return all.isEmpty()
                ? null
                : all.stream()
                        .map(parameter -> contract(parameter, operationName, context))
                        .toList();
    }

    private Map<String, Object> contract(Map<String, Object> parameter, String operationName, ImportContext context) {
        var name = name(parameter);
        if (isInPath(parameter)) {
            return YamlNode.of("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .put("description", context.descriptions().docs().parameter(operationName, name))
                    .put("x-clerk-name", context.types().fields().memberName(name))
                    .put("schema", YamlNode.of("type", "string").map())
                    .map();
        }
        var location = location(parameter, operationName).property(name);
        var schema = context.types().fields().corrected(Yaml.map(parameter.get("schema")), location.path());
        return YamlNode.of("name", name)
                .put("in", parameter.get("in"))
                .flag("required", Boolean.TRUE.equals(parameter.get("required")))
                .put("style", parameter.get("style"))
                .put("explode", parameter.get("explode"))
                .put("schema", context.types().node(schema, location))
                .map();
    }

    /** Returns the place of the parameters of the same kind; the name of the parameter is not part of it. */
    SchemaLocation location(Map<String, Object> parameter, String operationName) {
        return new SchemaLocation(
                operation.id() + "." + parameter.get("in"),
                Operations.typePrefix(operationName),
                true,
                false,
                operationName,
                "",
                true);
    }

    static String name(Map<String, Object> parameter) {
        return String.valueOf(parameter.get("name"));
    }

    private static boolean isInPath(Map<String, Object> parameter) {
        return "path".equals(parameter.get("in"));
    }
}
