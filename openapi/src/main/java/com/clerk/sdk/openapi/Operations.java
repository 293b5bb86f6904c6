package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Turns upstream operations into the contract's: one group and method each, one parameters type, one kind of result. */
final class Operations {
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final List<String> ENCODINGS =
            List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data");
    private static final Map<String, String> ENCODING_NAMES = Map.of(
            "application/json", "json", "application/x-www-form-urlencoded", "form", "multipart/form-data", "multipart");

    private final Upstream upstream;
    private final Names names;
    private final Docs docs;
    private final Types types;
    private final boolean keepDocs;
    private final Map<String, TreeSet<String>> usedTypes = new TreeMap<>();
    private final Map<String, TreeSet<String>> usedKinds = new TreeMap<>();

    Operations(Upstream upstream, Names names, Docs docs, Types types, boolean keepDocs) {
        this.upstream = upstream;
        this.names = names;
        this.docs = docs;
        this.types = types;
        this.keepDocs = keepDocs;
    }

    /** The types that the operations of a group name, which a client of the group has to import. */
    Map<String, TreeSet<String>> usedTypes() {
        return usedTypes;
    }

    /** The kinds of result and parameters that the operations of a group have. */
    TreeSet<String> usedKinds(String group) {
        return usedKinds.computeIfAbsent(group, unused -> new TreeSet<>());
    }

    Map<String, Object> convert(Upstream.Operation operation) {
        var proposal = Words.camel(firstTag(operation)) + "." + Words.camel(operation.id());
        var name = names.name("operations", operation.id(), proposal);
        if (!name.matches("[a-z][A-Za-z0-9]*\\.[a-z][A-Za-z0-9]*") || Words.isReserved(name.substring(name.indexOf('.') + 1))) {
            throw upstream.refuse(operation.location(), "the name " + name + " is no group.method that can be called",
                    "Change it in names/");
        }
        var group = name.substring(0, name.indexOf('.'));
        var result = Facts.of("tags", List.of(group))
                .put("operationId", name)
                .put("summary", prose(name, "summary", operation.body()))
                .put("description", prose(name, "details", operation.body()))
                .put("deprecated", Boolean.TRUE.equals(operation.body().get("deprecated")) ? true : null)
                .put("x-clerk-group", group)
                .put("x-clerk-method", name.substring(group.length() + 1))
                .put("x-clerk-upstream", operation.id())
                .put("x-clerk-http", operation.method());
        var parameters = parameters(operation);
        var params = new Params(operation, name, parameters);
        var answer = new Answer(operation, name, queryNames(parameters));
        result.put("x-clerk-params", params.extension())
                .copy(answer.extensions(), List.of("x-clerk-result", "x-clerk-paging", "x-clerk-envelope"));
        usedKinds(group).addAll(Yaml.map(answer.extensions().get("x-clerk-result")).keySet());
        if (params.extension() != null) {
            usedKinds(group).add("params");
        }
        if (!parameters.isEmpty()) {
            result.put("parameters", contractParameters(name, operation, parameters));
        }
        result.put("requestBody", params.requestBody()).put("responses", answer.responses());
        return result.map();
    }

    private String prose(String operation, String part, Map<String, Object> body) {
        var own = docs.operation(operation, part);
        var key = "summary".equals(part) ? "summary" : "description";
        return own == null && keepDocs && body.get(key) instanceof String text ? Prose.html(text) : own;
    }

    private static String firstTag(Upstream.Operation operation) {
        var tags = Types.strings(operation.body().get("tags"));
        return tags.isEmpty() ? "other" : tags.get(0);
    }

    private List<Map<String, Object>> parameters(Upstream.Operation operation) {
        var all = new LinkedHashMap<String, Map<String, Object>>();
        for (var source : List.of(operation.item(), operation.body())) {
            if (source.get("parameters") instanceof List<?> list) {
                for (var item : list) {
                    var parameter = upstream.resolve(Yaml.map(item));
                    all.put(parameter.get("in") + " " + parameter.get("name"), parameter);
                }
            }
        }
        var order = new ArrayList<Map<String, Object>>();
        var matcher = PATH_PARAMETER.matcher(operation.path());
        while (matcher.find()) {
            var parameter = all.remove("path " + matcher.group(1));
            if (parameter == null) {
                throw upstream.refuse(operation.location(), "the path parameter " + matcher.group(1) + " is not declared",
                        "Declare it in the document");
            }
            order.add(parameter);
        }
        for (var parameter : all.values()) {
            if (!List.of("query", "header").contains(parameter.get("in"))) {
                throw upstream.refuse(operation.location(), "a parameter in " + parameter.get("in"), "Teach the importer this kind");
            }
            order.add(parameter);
        }
        return order;
    }

    private static List<String> queryNames(List<Map<String, Object>> parameters) {
        return parameters.stream()
                .filter(parameter -> "query".equals(parameter.get("in")))
                .map(parameter -> String.valueOf(parameter.get("name")))
                .toList();
    }

    private List<Object> contractParameters(String operation, Upstream.Operation source, List<Map<String, Object>> parameters) {
        var result = new ArrayList<Object>();
        for (var parameter : parameters) {
            var name = String.valueOf(parameter.get("name"));
            var site = new Site(source.id() + "." + parameter.get("in") + "." + name,
                    typePrefix(operation) + Words.pascal(name), true, false, operation, name + ".", true);
            var schema = Yaml.map(parameter.get("schema"));
            var isPath = "path".equals(parameter.get("in"));
            result.add(Facts.of("name", name)
                    .put("in", parameter.get("in"))
                    .put("required", Boolean.TRUE.equals(parameter.get("required")) || isPath ? true : null)
                    .put("description", isPath ? docs.parameter(operation, name) : null)
                    .put("style", parameter.get("style"))
                    .put("explode", parameter.get("explode"))
                    .put("x-clerk-name", isPath ? types.memberName(name) : null)
                    .put("schema", isPath ? Facts.of("type", "string").map() : types.node(schema, site))
                    .map());
        }
        return result;
    }

    /** {@code users.list} as {@code UserList}: what the operation's own types begin with. */
    private static String typePrefix(String operation) {
        var dot = operation.indexOf('.');
        var group = Words.capital(Words.singular(operation.substring(0, dot))).replace("Oauth", "OAuth");
        return group + Words.capital(operation.substring(dot + 1));
    }

    /** What a caller sends beside the ids in the path. */
    private final class Params {
        private final Upstream.Operation source;
        private final String operation;
        private final String type;
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private final List<String> required = new ArrayList<>();
        private Map<String, Object> requestBody;
        private String encoding = "query";

        Params(Upstream.Operation source, String operation, List<Map<String, Object>> parameters) {
            this.source = source;
            this.operation = operation;
            this.type = typePrefix(operation) + "Params";
            var body = upstream.resolve(Yaml.map(source.body().get("requestBody")));
            if (!body.isEmpty()) {
                body(body);
            }
            parameters.stream().filter(parameter -> !"path".equals(parameter.get("in"))).forEach(this::parameter);
            if (!properties.isEmpty()) {
                usedTypes.computeIfAbsent(group(operation), unused -> new TreeSet<>()).add(type);
                types.defineDirectly(type, Facts.of("type", "object")
                        .put("description", "What <code>" + operation + "</code> takes.")
                        .put("x-clerk-params", operation)
                        .put("required", required.isEmpty() ? null : required)
                        .put("properties", properties)
                        .map());
            }
        }

        Map<String, Object> extension() {
            return properties.isEmpty() ? null : Facts.of("params", type)
                    .put("mandatory", required.isEmpty() ? null : true)
                    .put("sends" + Words.capital(encoding), true)
                    .map();
        }

        Map<String, Object> requestBody() {
            return requestBody;
        }

        private void parameter(Map<String, Object> parameter) {
            var name = String.valueOf(parameter.get("name"));
            if (properties.containsKey(name)) {
                throw upstream.refuse(source.location(), "the parameter " + name + " is also in the body", "Teach the importer to tell them apart");
            }
            var schema = new LinkedHashMap<>(Yaml.map(parameter.get("schema")));
            schema.putIfAbsent("description", parameter.get("description"));
            if (Boolean.TRUE.equals(parameter.get("deprecated"))) {
                schema.put("deprecated", true);
            }
            var in = String.valueOf(parameter.get("in"));
            var site = new Site(source.id() + "." + in, typePrefix(operation), true, false, operation, "", true);
            var property = types.property(name, schema, site, type);
            property.remove("nullable");
            property.put("x-clerk-in", in);
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
            var mediaType = ENCODINGS.stream().filter(content::containsKey).findFirst().orElseThrow(() -> upstream.refuse(
                    source.location(), "the body is " + content.keySet(), "Teach the importer this media type"));
            encoding = ENCODING_NAMES.get(mediaType);
            var schema = types.simplify(
                    upstream.resolve(Yaml.map(Yaml.map(content.get(mediaType)).get("schema"))), source.id() + ".body");
            var clearable = "patch".equals(source.method()) || "put".equals(source.method());
            var site = new Site(source.id() + ".body", typePrefix(operation), true, clearable, operation, "", true);
            var sent = bodySchema(schema, site);
            requestBody = sent == null ? null : Facts.of("required", body.get("required"))
                    .put("content", Facts.of(mediaType, Facts.of("schema", sent).map()).map())
                    .map();
        }

        private Map<String, Object> bodySchema(Map<String, Object> schema, Site site) {
            if ("array".equals(schema.get("type"))) {
                var property = types.property("body", schema, site, type);
                property.put("x-clerk-name", "items");
                property.put("x-clerk-in", "items");
                properties.put("items", property);
                required.add("items");
                return Facts.of("type", "array").put("items", property.get("items")).map();
            }
            var isMap = Yaml.map(schema.get("properties")).isEmpty()
                    && schema.get("additionalProperties") != null
                    && !Boolean.FALSE.equals(schema.get("additionalProperties"));
            if (isMap) {
                properties.put("body", Facts.of("type", "object")
                        .put("additionalProperties", true)
                        .put("description", docs.parameter(operation, "body"))
                        .put("x-clerk-name", "put")
                        .put("x-clerk-in", "map")
                        .put("x-clerk-map", true)
                        .map());
                return Facts.of("type", "object").put("additionalProperties", true).map();
            }
            Yaml.map(schema.get("properties")).forEach((name, property) ->
                    properties.put(name, types.property(name, Yaml.map(property), site, type)));
            Types.strings(schema.get("required")).stream().filter(properties::containsKey).forEach(required::add);
            return properties.isEmpty() ? null : new LinkedHashMap<>(Types.reference(type));
        }
    }

    /** What the API answers. */
    private final class Answer {
        private final Upstream.Operation source;
        private final String operation;
        private final List<String> query;
        private final Facts extensions = Facts.empty();
        private final Map<String, Object> responses = new LinkedHashMap<>();

        Answer(Upstream.Operation source, String operation, List<String> query) {
            this.source = source;
            this.operation = operation;
            this.query = query;
            var statuses = Yaml.map(source.body().get("responses"));
            var success = statuses.keySet().stream().filter(status -> status.startsWith("2")).toList();
            Map<String, Object> result = null;
            for (var status : success) {
                var content = Yaml.map(upstream.resolve(Yaml.map(statuses.get(status))).get("content"));
                var schema = content.containsKey("application/json")
                        ? Yaml.map(Yaml.map(content.get("application/json")).get("schema"))
                        : null;
                var node = schema == null || schema.isEmpty() ? null : result(schema, success.contains("204"));
                responses.put(status, response(status, node, content));
                result = result == null ? node : result;
            }
            if (result == null) {
                extensions.put("x-clerk-result", Map.of(emptyKind(statuses, success), true));
            }
            statuses.keySet().stream().filter(status -> !status.startsWith("2")).sorted().forEach(status ->
                    responses.put(status, status.startsWith("3")
                            ? Facts.of("description", "A redirect; it is not followed.").map()
                            : Facts.of("$ref", "#/components/responses/Failure").map()));
        }

        Map<String, Object> extensions() {
            return extensions.map();
        }

        Map<String, Object> responses() {
            return responses;
        }

        private Map<String, Object> response(String status, Map<String, Object> node, Map<String, Object> content) {
            var text = docs.operation(operation, "returns");
            var result = Facts.of("description", text == null ? node == null ? "Done." : "The result." : text);
            if (node != null) {
                result.put("content", Facts.of("application/json", Facts.of("schema", node).map()).map());
            } else if (content.keySet().stream().anyMatch(type -> type.startsWith("text/"))) {
                result.put("content", Facts.of("text/html", Facts.of("schema", Map.of("type", "string")).map()).map());
            }
            return result.map();
        }

        private String emptyKind(Map<String, Object> statuses, List<String> success) {
            if (statuses.keySet().stream().anyMatch(status -> status.startsWith("3"))) {
                return "redirect";
            }
            return "get".equals(source.method()) && !success.contains("204") ? "text" : "none";
        }

        private Map<String, Object> result(Map<String, Object> schema, boolean optional) {
            var resolved = types.simplify(upstream.resolve(schema), source.id() + ".result");
            if (Types.isEnvelope(resolved)) {
                extensions.put("x-clerk-envelope", true);
                return envelope(resolved, optional);
            }
            return plain(schema, optional, "");
        }

        private Map<String, Object> envelope(Map<String, Object> envelope, boolean optional) {
            var properties = Yaml.map(envelope.get("properties"));
            var inner = plain(Yaml.map(properties.get("response")), optional, "");
            var client = types.node(Yaml.map(properties.get("client")),
                    Site.ofType("Client", "Client", false).property("client"));
            var type = typePrefix(operation) + "Envelope";
            types.defineDirectly(type, Facts.of("type", "object")
                    .put("description", "The answer of <code>" + operation + "</code> with the client's state beside it.")
                    .put("x-clerk-envelope", true)
                    .put("properties", Facts.of("response", asProperty(inner)).put("client", asProperty(client)).map())
                    .map());
            return new LinkedHashMap<>(Types.reference(type));
        }

        private static Map<String, Object> asProperty(Map<String, Object> node) {
            if (!node.containsKey("$ref")) {
                return node;
            }
            return Facts.of("allOf", List.of(Types.reference(Types.typeName(node))))
                    .put("nullable", node.get("nullable"))
                    .map();
        }

        private Map<String, Object> plain(Map<String, Object> schema, boolean optional, String ignored) {
            var location = source.id() + ".result";
            var resolved = types.simplify(upstream.resolve(schema), location);
            var itemsField = names.find("pages", source.id());
            if (types.isPage(resolved)) {
                return page(resolved, "data");
            }
            if (itemsField != null) {
                return page(resolved, itemsField);
            }
            if (resolved.containsKey("oneOf") && isListOrPage(resolved)) {
                return listOrPage(resolved);
            }
            if ("array".equals(resolved.get("type"))) {
                return array(resolved, schema);
            }
            var node = types.node(schema, Site.ofType(location, typePrefix(operation) + "Result", false));
            var type = Types.typeName(node);
            var kind = type == null ? "json" : optional ? "optional" : "value";
            extensions.put("x-clerk-result", Facts.of(kind, true).put("of", type).map());
            use(type);
            return node;
        }

        private Map<String, Object> array(Map<String, Object> resolved, Map<String, Object> schema) {
            var site = schema.get("$ref") instanceof String && Upstream.schemaName(schema) != null
                    ? Site.ofType(Upstream.schemaName(schema), names.name("types", Upstream.schemaName(schema),
                            Words.pascal(Upstream.schemaName(schema))), false)
                    : Site.ofType(source.id() + ".result", typePrefix(operation) + "Item", false);
            var items = types.node(Yaml.map(resolved.get("items")), site.items());
            var type = Types.typeName(items);
            use(type);
            var paging = paging();
            extensions.put("x-clerk-result", Facts.of("none".equals(paging) ? "list" : "page", true).put("of", type).map());
            if (!"none".equals(paging)) {
                extensions.put("x-clerk-paging", Map.of(paging, true));
            }
            return Facts.of("type", "array").put("items", items).map();
        }

        private Map<String, Object> page(Map<String, Object> resolved, String itemsField) {
            var properties = Yaml.map(resolved.get("properties"));
            var items = itemNode(Yaml.map(properties.get(itemsField)));
            var type = Types.typeName(items);
            use(type);
            var page = (type == null ? typePrefix(operation) : type) + ("data".equals(itemsField) ? "Page" : "NamedPage");
            var shape = new LinkedHashMap<String, Object>();
            shape.put(itemsField, Facts.of("type", "array").put("items", items).map());
            shape.put("total_count", Facts.of("type", "integer").put("format", "int64").map());
            types.defineDirectly(page, Facts.of("type", "object")
                    .put("description", "A page of results with the number of all.")
                    .put("x-clerk-page", true)
                    .put("properties", shape)
                    .map());
            extensions.put("x-clerk-result", Facts.of("page", true).put("of", type)
                            .put("field", "data".equals(itemsField) ? null : itemsField).map())
                    .put("x-clerk-paging", Map.of(paging(), true));
            return new LinkedHashMap<>(Types.reference(page));
        }

        private Map<String, Object> itemNode(Map<String, Object> array) {
            var site = Site.ofType(source.id() + ".result.data", typePrefix(operation) + "Item", false);
            return types.node(Yaml.map(upstream.resolve(array).get("items")), site.items());
        }

        private boolean isListOrPage(Map<String, Object> schema) {
            return ((List<?>) schema.get("oneOf")).stream().map(Yaml::map).map(upstream::resolve)
                    .allMatch(branch -> "array".equals(branch.get("type")) || types.isPage(branch));
        }

        /** A list that the server sends bare or as a page, depending on the {@code paginated} flag. */
        private Map<String, Object> listOrPage(Map<String, Object> schema) {
            var branches = ((List<?>) schema.get("oneOf")).stream().map(Yaml::map).map(upstream::resolve).toList();
            var page = branches.stream().filter(types::isPage).findFirst().orElseThrow();
            var pageNode = page(page, "data");
            var items = itemNode(Yaml.map(Yaml.map(page.get("properties")).get("data")));
            var type = Types.typeName(items) + "ListOrPage";
            types.defineDirectly(type, Facts.of("description", "A bare list, or a page when asked for.")
                    .put("x-clerk-page", true)
                    .put("oneOf", List.of(pageNode, Facts.of("type", "array").put("items", items).map()))
                    .map());
            return new LinkedHashMap<>(Types.reference(type));
        }

        private String paging() {
            if (query.contains("starting_after")) {
                return query.contains("offset") ? "cursorOrOffset" : "cursor";
            }
            if (query.contains("paginated")) {
                return query.contains("offset") ? "flagged" : "flaggedWhole";
            }
            return query.contains("offset") ? "offset" : "none";
        }

        private void use(String type) {
            if (type != null) {
                usedTypes.computeIfAbsent(group(operation), unused -> new TreeSet<>()).add(type);
            }
        }
    }

    private static String group(String operation) {
        return operation.substring(0, operation.indexOf('.'));
    }
}
