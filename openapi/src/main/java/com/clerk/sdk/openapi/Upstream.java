package com.clerk.sdk.openapi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One upstream OpenAPI 3.0 document, checked on loading: every reference resolves, no operation is there twice. */
final class Upstream {
    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");
    private static final String SCHEMAS = "#/components/schemas/";

    private final String file;
    private final Map<String, Object> root;
    private final References references;

    /** An operation with the path item it stands in. */
    record Operation(String id, String method, String path, Map<String, Object> item, Map<String, Object> body) {
        String location() {
            return method.toUpperCase(Locale.ROOT) + " " + path + " (" + id + ")";
        }
    }

    private Upstream(String file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
        this.references = new References(file, root);
    }

    static Upstream load(Path file) {
        var name = file.getFileName().toString();
        var upstream = new Upstream(name, Yaml.read(file));
        upstream.checkVersion();
        upstream.references.check();
        upstream.checkOperations();
        return upstream;
    }

    String file() {
        return file;
    }

    String version() {
        return String.valueOf(Yaml.map(root.get("info")).get("version"));
    }

    List<Operation> operations() {
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

    /** The webhook events by name; Clerk keeps them under a key of its own. */
    Map<String, Object> webhooks() {
        return Yaml.map(root.get("x-webhooks"));
    }

    /** The name of the component schema that the node refers to, or null when it is no such reference. */
    static String schemaName(Map<String, Object> node) {
        return node.get("$ref") instanceof String reference && reference.startsWith(SCHEMAS)
                ? reference.substring(SCHEMAS.length())
                : null;
    }

    /** What the node stands for, references followed. */
    Map<String, Object> resolve(Map<String, Object> node) {
        return references.resolve(node, String.valueOf(node.get("$ref")));
    }

    ImportException refuse(String location, String problem, String remedy) {
        return new ImportException(file, location, problem, remedy);
    }

    private void checkVersion() {
        var version = String.valueOf(root.get("openapi"));
        if (!version.startsWith("3.0.")) {
            throw refuse(
                    "openapi",
                    "it is OpenAPI " + version + ", not 3.0",
                    "Convert the document to 3.0, or teach the importer the new version");
        }
    }

    private void checkOperations() {
        var seen = new HashMap<String, String>();
        for (var operation : operations()) {
            var here = operation.location();
            if (operation.id().isBlank() || "null".equals(operation.id())) {
                throw refuse(here, "the operation has no operationId", "Add one: names/ is keyed by it");
            }
            var before = seen.put(operation.id(), here);
            if (before != null) {
                throw refuse(here, "the operationId is also that of " + before, "Give each operation an id of its own");
            }
        }
    }

    /** A copy without the keys that carry prose, for comparing facts. */
    static Object facts(Object node) {
        if (node instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> {
                if (!"description".equals(key) && !"summary".equals(key) || value instanceof Map) {
                    result.put(String.valueOf(key), facts(value));
                }
            });
            return result;
        }
        return node instanceof List<?> list ? list.stream().map(Upstream::facts).toList() : node;
    }
}
