package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps the request of one operation: body, query and headers become one type of parameters. */
final class RequestMapping {
    /** The supported media types, in order of preference, with their names in the contract. */
    private static final Map<String, Object> ENCODINGS = YamlNode.of("application/json", "json")
            .put("application/x-www-form-urlencoded", "form")
            .put("multipart/form-data", "multipart")
            .map();

    private final UpstreamDocument.Operation source;
    private final String operation;
    private final String type;
    private final ImportContext context;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private Map<String, Object> requestBody;
    private String encoding = "query";

    private RequestMapping(UpstreamDocument.Operation source, String operation, ImportContext context) {
        this.source = source;
        this.operation = operation;
        this.type = Operations.typePrefix(operation) + "Params";
        this.context = context;
    }

    static RequestMapping of(
            UpstreamDocument.Operation source,
            String operation,
            OperationParameters parameters,
            ImportContext context) {
        var params = new RequestMapping(source, operation, context);
        var body = context.upstream().resolve(Yaml.map(source.body().get("requestBody")));
        if (!body.isEmpty()) {
            params.body(body);
        }
        parameters
                .notInPath()
                .forEach(parameter -> params.parameter(parameter, parameters.location(parameter, operation)));
        params.define();
        return params;
    }

    /** Returns {@code x-clerk-params} of the operation, or null if it has no parameters. */
    Map<String, Object> extension() {
        return properties.isEmpty()
                ? null
                : YamlNode.of("params", type)
                        .flag("mandatory", !required.isEmpty())
                        .flag("requiresBody", requiresBody())
                        .put("sends" + Identifiers.capitalize(encoding), true)
                        .map();
    }

    /** Tells whether a body must be sent that can be without fields. */
    private boolean requiresBody() {
        return requestBody != null
                && Boolean.TRUE.equals(requestBody.get("required"))
                && required.stream()
                        .map(name ->
                                String.valueOf(Yaml.map(properties.get(name)).get("x-clerk-in")))
                        .allMatch(List.of("query", "header")::contains);
    }

    /** Returns the request body of the contract, or null if absent. */
    Map<String, Object> requestBody() {
        return requestBody;
    }

    private void define() {
        if (!properties.isEmpty()) {
            context.types().fields().checkNames(properties, type);
            context.types()
                    .defineDirectly(
                            type,
                            YamlNode.of("type", "object")
                                    .put("description", "The parameters of <code>" + operation + "</code>.")
                                    .put("x-clerk-params", operation)
                                    .putIf(!required.isEmpty(), "required", required)
                                    .put("properties", properties)
                                    .map());
        }
    }

    private void parameter(Map<String, Object> parameter, SchemaLocation location) {
        var name = OperationParameters.name(parameter);
        if (properties.containsKey(name)) {
            throw context.upstream()
                    .refuse(
                            source.location(),
                            "the parameter " + name + " is declared twice, in " + parameter.get("in")
                                    + " and elsewhere",
                            "Add support for parameters of the same name to the importer");
        }
        var schema = new LinkedHashMap<>(Yaml.map(parameter.get("schema")));
        schema.putIfAbsent("description", parameter.get("description"));
        if (Boolean.TRUE.equals(parameter.get("deprecated"))) {
            schema.put("deprecated", true);
        }
        var property = context.types().fields().property(name, schema, location, type);
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
                .orElseThrow(() -> context.upstream()
                        .refuse(
                                source.location(),
                                "the body is " + content.keySet(),
                                "Add support for this media type to the importer"));
        encoding = String.valueOf(ENCODINGS.get(mediaType));
        var clearable = List.of("patch", "put").contains(source.method());
        var path = source.id() + ".body";
        var location = new SchemaLocation(path, Operations.typePrefix(operation), true, clearable, operation, "", true);
        var schema = context.shapes()
                .resolved(Yaml.map(Yaml.map(content.get(mediaType)).get("schema")), path);
        var bodySchema = bodySchema(schema, location);
        if (mediaType.startsWith("multipart/") && Boolean.TRUE.equals(body.get("required"))) {
            requireOnlyPart();
        }
        requestBody = bodySchema == null
                ? null
                : YamlNode.of("required", body.get("required"))
                        .put(
                                "content",
                                YamlNode.of(
                                                mediaType,
                                                YamlNode.of("schema", bodySchema)
                                                        .map())
                                        .map())
                        .map();
    }

    /** RFC 2046 section 5.1.1: a multipart body has at least one part. */
    private void requireOnlyPart() {
        if (properties.size() == 1 && required.isEmpty()) {
            required.addAll(properties.keySet());
        }
    }

    private Map<String, Object> bodySchema(Map<String, Object> schema, SchemaLocation location) {
        if ("array".equals(schema.get("type"))) {
            return array(schema, location);
        }
        if (!SchemaShapes.isObject(schema) && isOpen(schema)) {
            return map();
        }
        if (!"object".equals(schema.getOrDefault("type", "object"))
                || !SchemaShapes.variants(schema).isEmpty()) {
            throw context.upstream()
                    .refuse(
                            source.location(),
                            "the body is not an object, list or map",
                            "Add support for this shape to the importer");
        }
        properties.putAll(context.types().fields().properties(Yaml.map(schema.get("properties")), location, type));
        SchemaShapes.strings(schema.get("required")).stream()
                .filter(properties::containsKey)
                .forEach(required::add);
        return properties.isEmpty() ? null : Types.reference(type);
    }

    private static boolean isOpen(Map<String, Object> schema) {
        return schema.get("additionalProperties") != null && !Boolean.FALSE.equals(schema.get("additionalProperties"));
    }

    private Map<String, Object> array(Map<String, Object> schema, SchemaLocation location) {
        var property = context.types().fields().property("body", schema, location, type);
        property.put("x-clerk-name", "items");
        property.put("x-clerk-in", "items");
        properties.put("items", property);
        required.add("items");
        return YamlNode.of("type", "array").put("items", property.get("items")).map();
    }

    private Map<String, Object> map() {
        properties.put(
                "body",
                YamlNode.of("type", "object")
                        .put("additionalProperties", true)
                        .put("description", context.descriptions().docs().parameter(operation, "body"))
                        .put("x-clerk-name", "put")
                        .put("x-clerk-in", "map")
                        .put("x-clerk-map", true)
                        .map());
        return YamlNode.of("type", "object").put("additionalProperties", true).map();
    }
}
