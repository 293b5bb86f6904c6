package com.clerk.sdk.openapi.upstream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One upstream OpenAPI 3.0 document. Loading it checks that every reference resolves and every operation has an id of
 * its own.
 */
public final class UpstreamDocument {
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");
    private static final String SCHEMAS = "#/components/schemas/";

    private final String file;
    private final Map<String, Object> root;
    private final References references;

    /**
     * An operation.
     *
     * @param id its operationId
     * @param method its HTTP method, in lower case
     * @param path its path
     * @param item the path item that contains it
     * @param body the operation itself
     */
    public record Operation(String id, String method, String path, Map<String, Object> item, Map<String, Object> body) {
        /** Returns the place of the operation as messages show it. */
        public String location() {
            return method.toUpperCase(Locale.ROOT) + " " + path + " (" + id + ")";
        }
    }

    private UpstreamDocument(String file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
        this.references = new References(file, root);
    }

    /**
     * Reads and checks a document.
     *
     * @param file a YAML file
     * @return the document
     * @throws ImportException if it is not a sound OpenAPI 3.0 document
     */
    public static UpstreamDocument load(Path file) {
        var name = file.getFileName().toString();
        var upstream = new UpstreamDocument(name, Yaml.read(file));
        upstream.checkVersion();
        upstream.checkNames();
        upstream.references.check();
        upstream.checkOperations();
        return upstream;
    }

    /** Returns the file name, for messages. */
    public String file() {
        return file;
    }

    /** Returns the version of the API. */
    public String version() {
        return String.valueOf(Yaml.map(root.get("info")).get("version"));
    }

    /**
     * Returns the servers, with the defaults of their variables but without prose. Without a declaration it is the
     * server that OpenAPI 3.0.3 names as the default.
     */
    public List<Object> servers() {
        var servers = new ArrayList<Object>();
        for (var item : Yaml.list(root.get("servers"))) {
            servers.add(withoutProse(item));
        }
        if (servers.isEmpty()) {
            servers.add(Map.of("url", "/"));
        }
        return servers;
    }

    /** Returns how operations are authenticated that do not say it themselves, or null if the document does not say. */
    public Object security() {
        return root.get("security");
    }

    /** Returns the declared ways of authentication by name, without prose. */
    public Map<String, Object> securitySchemes() {
        var schemes = Yaml.map(withoutProse(Yaml.map(root.get("components")).get("securitySchemes")));
        schemes.replaceAll((name, scheme) -> YamlNode.empty()
                .copy(Yaml.map(scheme), List.of("type", "scheme", "in", "name", "openIdConnectUrl", "flows"))
                .map());
        return schemes;
    }

    /** Returns all operations, in the order of the document. */
    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        Yaml.map(root.get("paths")).forEach((path, item) -> {
            var pathItem = Yaml.map(item);
            pathItem.forEach((method, body) -> {
                if (METHODS.contains(method)) {
                    var operation = Yaml.map(body);
                    operations.add(new Operation(
                            String.valueOf(operation.get("operationId")), method, path, pathItem, operation));
                }
            });
        });
        return operations;
    }

    /** Returns the webhook events by name, from {@code x-webhooks}. */
    public Map<String, Object> webhooks() {
        return Yaml.map(root.get("x-webhooks"));
    }

    /**
     * Returns the name of the component schema to which a node refers.
     *
     * @param node any node
     * @return the name, or null if the node is not a reference to a component schema
     */
    public static String schemaName(Map<String, Object> node) {
        return node.get("$ref") instanceof String reference && reference.startsWith(SCHEMAS)
                ? reference.substring(SCHEMAS.length())
                : null;
    }

    /**
     * Follows references until a node is reached that is not one.
     *
     * @param node any node
     * @return the target, or the node itself if it is not a reference
     */
    public Map<String, Object> resolve(Map<String, Object> node) {
        return references.resolve(node, String.valueOf(node.get("$ref")));
    }

    /**
     * Creates the exception for a problem of this document.
     *
     * @param location the place of the problem
     * @param problem the problem
     * @param remedy the action that solves it
     * @return the exception, to be thrown
     */
    public ImportException refuse(String location, String problem, String remedy) {
        return new ImportException(file, location, problem, remedy);
    }

    private void checkVersion() {
        var version = String.valueOf(root.get("openapi"));
        if (!version.startsWith("3.0.")) {
            throw refuse(
                    "openapi",
                    "it is OpenAPI " + version + ", not 3.0",
                    "Convert the document to 3.0, or add support for the new version to the importer");
        }
    }

    private void checkNames() {
        var locations = PlainNames.violations(root);
        if (!locations.isEmpty()) {
            throw refuse(
                    locations.get(0),
                    "this is not a plain name",
                    "Names have letters, digits and a few signs only, and values are one line: report it upstream");
        }
    }

    private void checkOperations() {
        var seen = new HashMap<String, String>();
        for (var operation : operations()) {
            var here = operation.location();
            if (operation.id().isBlank() || "null".equals(operation.id())) {
                throw refuse(here, "the operation has no operationId", "Add one: it is the key in names/");
            }
            var before = seen.put(operation.id(), here);
            if (before != null) {
                throw refuse(here, "the operationId is also that of " + before, "Give each operation its own id");
            }
        }
    }

    /**
     * Copies a node without its prose, so that two nodes can be compared by their facts.
     *
     * @param node any node
     * @return a copy without {@code description} and {@code summary}
     */
    public static Object withoutProse(Object node) {
        if (node instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> {
                if (!"description".equals(key) && !"summary".equals(key) || value instanceof Map) {
                    result.put(String.valueOf(key), withoutProse(value));
                }
            });
            return result;
        }
        return node instanceof List<?> list
                ? list.stream().map(UpstreamDocument::withoutProse).toList()
                : node;
    }
}
