package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of one upstream operation: those of the path as they stand in it, then the others as declared. */
final class Parameters {
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    private final Upstream.Operation operation;
    private final List<Map<String, Object>> all;

    private Parameters(Upstream.Operation operation, List<Map<String, Object>> all) {
        this.operation = operation;
        this.all = all;
    }

    static Parameters of(Upstream.Operation operation, Workbench bench) {
        var declared = declared(operation, bench.upstream());
        var ordered = new ArrayList<Map<String, Object>>();
        var matcher = IN_PATH.matcher(operation.path());
        while (matcher.find()) {
            var parameter = declared.remove("path " + matcher.group(1));
            if (parameter == null) {
                throw bench.upstream()
                        .refuse(
                                operation.location(),
                                "the path parameter " + matcher.group(1) + " is not declared",
                                "Declare it in the document");
            }
            ordered.add(parameter);
        }
        for (var parameter : declared.values()) {
            check(parameter, operation, bench.upstream());
            ordered.add(parameter);
        }
        return new Parameters(operation, ordered);
    }

    private static Map<String, Map<String, Object>> declared(Upstream.Operation operation, Upstream upstream) {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        for (var source : List.of(operation.item(), operation.body())) {
            for (var item : Yaml.list(source.get("parameters"))) {
                var parameter = upstream.resolve(Yaml.map(item));
                all.put(parameter.get("in") + " " + parameter.get("name"), parameter);
            }
        }
        return all;
    }

    private static void check(Map<String, Object> parameter, Upstream.Operation operation, Upstream upstream) {
        if (!List.of("query", "header").contains(parameter.get("in"))) {
            throw upstream.refuse(
                    operation.location(),
                    "the parameter " + parameter.get("name") + " is in " + parameter.get("in"),
                    "Teach the importer this kind");
        }
        if (!(parameter.get("schema") instanceof Map)) {
            throw upstream.refuse(
                    operation.location(),
                    "the parameter " + parameter.get("name") + " has no schema",
                    "Declare its type in the document");
        }
    }

    /** The names of the parameters in this place. */
    List<String> names(String place) {
        return all.stream()
                .filter(parameter -> place.equals(parameter.get("in")))
                .map(Parameters::name)
                .toList();
    }

    /** The parameters that are not in the path. */
    List<Map<String, Object>> besidePath() {
        return all.stream().filter(parameter -> !isInPath(parameter)).toList();
    }

    /** The parameters as the contract lists them; null when there are none. */
    List<Map<String, Object>> contract(String operationName, Workbench bench) {
        return all.isEmpty()
                ? null
                : all.stream()
                        .map(parameter -> contract(parameter, operationName, bench))
                        .toList();
    }

    private Map<String, Object> contract(Map<String, Object> parameter, String operationName, Workbench bench) {
        var name = name(parameter);
        if (isInPath(parameter)) {
            return Facts.of("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .put("description", bench.descriptions().docs().parameter(operationName, name))
                    .put("x-clerk-name", bench.types().fields().memberName(name))
                    .put("schema", Facts.of("type", "string").map())
                    .map();
        }
        var site = site(parameter, operationName).property(name);
        var schema = bench.types().fields().corrected(Yaml.map(parameter.get("schema")), site.location());
        return Facts.of("name", name)
                .put("in", parameter.get("in"))
                .put("required", Boolean.TRUE.equals(parameter.get("required")) ? true : null)
                .put("style", parameter.get("style"))
                .put("explode", parameter.get("explode"))
                .put("schema", bench.types().node(schema, site))
                .map();
    }

    /** Where the parameter's schema stands, but for its name. */
    Site site(Map<String, Object> parameter, String operationName) {
        return new Site(
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
