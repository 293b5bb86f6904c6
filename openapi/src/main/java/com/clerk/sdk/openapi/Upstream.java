package com.clerk.sdk.openapi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One upstream OpenAPI 3.0 document, checked on loading: every reference resolves, no operation is there twice. */
final class Upstream {
    static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options", "trace");

    private static final String SCHEMAS = "#/components/schemas/";

    /** An operation with the path item it stands in. */
    record Operation(String id, String method, String path, Map<String, Object> item, Map<String, Object> body) {
        String location() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path + " (" + id + ")";
        }
    }

    private final String file;
    private final Map<String, Object> root;

    private Upstream(String file, Map<String, Object> root) {
        this.file = file;
        this.root = root;
    }

    static Upstream load(Path file) {
        return of(file.getFileName().toString(), Yaml.read(file));
    }

    static Upstream of(String name, Map<String, Object> root) {
        var upstream = new Upstream(name, root);
        upstream.checkVersion();
        upstream.checkReferences();
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

    Map<String, Object> schemas() {
        return Yaml.map(Yaml.map(root.get("components")).get("schemas"));
    }

    /** The name of the component schema that the node refers to, or null when it is no such reference. */
    static String schemaName(Map<String, Object> node) {
        return node.get("$ref") instanceof String reference && reference.startsWith(SCHEMAS)
                ? reference.substring(SCHEMAS.length())
                : null;
    }

    /** What the node stands for, references followed. */
    Map<String, Object> resolve(Map<String, Object> node) {
        var current = node;
        var seen = new TreeSet<String>();
        while (current.get("$ref") instanceof String reference) {
            if (!seen.add(reference)) {
                throw refuse(reference, "the reference leads back to itself", "Report it upstream");
            }
            current = target(reference, reference);
        }
        return current;
    }

    ImportException refuse(String location, String problem, String remedy) {
        return new ImportException(file, location, problem, remedy);
    }

    private Map<String, Object> target(String reference, String location) {
        if (!reference.startsWith("#/")) {
            throw refuse(location, "the reference " + reference + " leads out of the document", "Bundle the document first");
        }
        Object current = root;
        for (var part : reference.substring(2).split("/")) {
            current = current instanceof Map<?, ?> map
                    ? map.get(part.replace("~1", "/").replace("~0", "~"))
                    : null;
        }
        if (!(current instanceof Map)) {
            throw refuse(location, "the reference " + reference + " leads nowhere", "Correct the reference or add its target");
        }
        return Yaml.map(current);
    }

    private void checkVersion() {
        var version = String.valueOf(root.get("openapi"));
        if (!version.startsWith("3.0.")) {
            throw refuse("openapi", "it is OpenAPI " + version + ", not 3.0",
                    "Convert the document to 3.0, or teach the importer the new version");
        }
    }

    private void checkReferences() {
        walk(root, "");
    }

    private void walk(Object node, String location) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference && !location.endsWith(".properties")) {
                target(reference, location);
            }
            map.forEach((key, value) -> {
                if (!"example".equals(key) && !"examples".equals(key)) {
                    walk(value, location.isEmpty() ? String.valueOf(key) : location + "." + key);
                }
            });
        } else if (node instanceof List<?> list) {
            for (var i = 0; i < list.size(); i++) {
                walk(list.get(i), location + "[" + i + "]");
            }
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
