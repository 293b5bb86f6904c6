package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a caller of one operation sends beside the ids in the path: one type for body, query and headers. */
final class Params {
    /** The media types that can be sent, the preferred ones first, with their names in the contract. */
    private static final Map<String, Object> ENCODINGS = Facts.of("application/json", "json")
            .put("application/x-www-form-urlencoded", "form")
            .put("multipart/form-data", "multipart")
            .map();

    private final Upstream.Operation source;
    private final String operation;
    private final String type;
    private final Workbench bench;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private Map<String, Object> requestBody;
    private String encoding = "query";

    private Params(Upstream.Operation source, String operation, Workbench bench) {
        this.source = source;
        this.operation = operation;
        this.type = Operations.typePrefix(operation) + "Params";
        this.bench = bench;
    }

    static Params of(Upstream.Operation source, String operation, Parameters parameters, Workbench bench) {
        var params = new Params(source, operation, bench);
        var body = bench.upstream().resolve(Yaml.map(source.body().get("requestBody")));
        if (!body.isEmpty()) {
            params.body(body);
        }
        parameters
                .besidePath()
                .forEach(parameter -> params.parameter(parameter, parameters.site(parameter, operation)));
        params.define();
        return params;
    }

    /** What the contract notes at the operation; null when there is nothing to send. */
    Map<String, Object> extension() {
        return properties.isEmpty()
                ? null
                : Facts.of("params", type)
                        .put("mandatory", required.isEmpty() ? null : true)
                        .put("sends" + Words.capital(encoding), true)
                        .map();
    }

    /** The contract's request body; null when there is none. */
    Map<String, Object> requestBody() {
        return requestBody;
    }

    private void define() {
        if (!properties.isEmpty()) {
            bench.types().fields().checkNames(properties, type);
            bench.types()
                    .defineDirectly(
                            type,
                            Facts.of("type", "object")
                                    .put("description", "What <code>" + operation + "</code> takes.")
                                    .put("x-clerk-params", operation)
                                    .put("required", required.isEmpty() ? null : required)
                                    .put("properties", properties)
                                    .map());
        }
    }

    private void parameter(Map<String, Object> parameter, Site site) {
        var name = Parameters.name(parameter);
        if (properties.containsKey(name)) {
            throw bench.upstream()
                    .refuse(
                            source.location(),
                            "the parameter " + name + " is there twice, in " + parameter.get("in") + " and elsewhere",
                            "Teach the importer to tell them apart");
        }
        var schema = new LinkedHashMap<>(Yaml.map(parameter.get("schema")));
        schema.putIfAbsent("description", parameter.get("description"));
        if (Boolean.TRUE.equals(parameter.get("deprecated"))) {
            schema.put("deprecated", true);
        }
        var property = bench.types().fields().one(name, schema, site, type);
        property.remove("nullable");
        property.put("x-clerk-in", parameter.get("in"));
        if ("spaceDelimited".equals(parameter.get("style"))) {
            property.put("x-clerk-joined", " ");
        } else if ("array".equals(schema.get("type")) && Boolean.FALSE.equals(parameter.get("explode"))) {
            property.put("x-clerk-joined", ",");
        }
        if (Boolean.TRUE.equals(parameter.get("required"))) {
            required.add(name);
        }
        properties.put(name, property);
    }

    private void body(Map<String, Object> body) {
        var content = Yaml.map(body.get("content"));
        var mediaType = ENCODINGS.keySet().stream()
                .filter(content::containsKey)
                .findFirst()
                .orElseThrow(() -> bench.upstream()
                        .refuse(
                                source.location(),
                                "the body is " + content.keySet(),
                                "Teach the importer this media type"));
        encoding = String.valueOf(ENCODINGS.get(mediaType));
        var clearable = List.of("patch", "put").contains(source.method());
        var location = source.id() + ".body";
        var site = new Site(location, Operations.typePrefix(operation), true, clearable, operation, "", true);
        var schema = bench.shapes()
                .resolved(Yaml.map(Yaml.map(content.get(mediaType)).get("schema")), location);
        var sent = sent(schema, site);
        requestBody = sent == null
                ? null
                : Facts.of("required", body.get("required"))
                        .put(
                                "content",
                                Facts.of(mediaType, Facts.of("schema", sent).map())
                                        .map())
                        .map();
    }

    private Map<String, Object> sent(Map<String, Object> schema, Site site) {
        if ("array".equals(schema.get("type"))) {
            return array(schema, site);
        }
        if (!Shapes.isObject(schema) && isOpen(schema)) {
            return map();
        }
        if (!"object".equals(schema.getOrDefault("type", "object"))
                || !Shapes.variants(schema).isEmpty()) {
            throw bench.upstream()
                    .refuse(source.location(), "the body is no object, list or map", "Teach the importer this shape");
        }
        properties.putAll(bench.types().fields().all(Yaml.map(schema.get("properties")), site, type));
        Shapes.strings(schema.get("required")).stream()
                .filter(properties::containsKey)
                .forEach(required::add);
        return properties.isEmpty() ? null : Types.reference(type);
    }

    private static boolean isOpen(Map<String, Object> schema) {
        return schema.get("additionalProperties") != null && !Boolean.FALSE.equals(schema.get("additionalProperties"));
    }

    private Map<String, Object> array(Map<String, Object> schema, Site site) {
        var property = bench.types().fields().one("body", schema, site, type);
        property.put("x-clerk-name", "items");
        property.put("x-clerk-in", "items");
        properties.put("items", property);
        required.add("items");
        return Facts.of("type", "array").put("items", property.get("items")).map();
    }

    private Map<String, Object> map() {
        properties.put(
                "body",
                Facts.of("type", "object")
                        .put("additionalProperties", true)
                        .put("description", bench.descriptions().docs().parameter(operation, "body"))
                        .put("x-clerk-name", "put")
                        .put("x-clerk-in", "map")
                        .put("x-clerk-map", true)
                        .map());
        return Facts.of("type", "object").put("additionalProperties", true).map();
    }
}
