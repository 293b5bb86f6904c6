package com.clerk.sdk.openapi.lint;

import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.References;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.List;
import java.util.Map;

/** Checks schemas: every object, enum and union is a named type, and every reference resolves. */
final class SchemaRules {
    private static final String IMPORT = "Import again, or add support for this shape to the importer";

    private final ContractLint lint;
    private final References references;
    private final Map<String, Object> contract;

    SchemaRules(ContractLint lint, Map<String, Object> contract) {
        this.lint = lint;
        this.contract = contract;
        this.references = new References("the contract", contract);
    }

    void check(Map<String, Object> types) {
        types.forEach((type, schema) -> named(type, Yaml.map(schema)));
        var paths = Yaml.map(contract.get("paths"));
        paths.forEach((path, item) -> Yaml.map(item).forEach((method, operation) -> {
            var where = String.valueOf(Yaml.map(operation).get("operationId"));
            Yaml.list(Yaml.map(operation).get("parameters"))
                    .forEach(parameter -> node(
                            where + "." + Yaml.map(parameter).get("name"),
                            Yaml.map(Yaml.map(parameter).get("schema"))));
            content(where + ".body", Yaml.map(operation).get("requestBody"));
            Yaml.map(Yaml.map(operation).get("responses"))
                    .forEach((status, response) -> content(where + "." + status, response));
        }));
    }

    private void content(String where, Object body) {
        resolves(where, Yaml.map(body));
        Yaml.map(Yaml.map(body).get("content"))
                .values()
                .forEach(content -> node(where, Yaml.map(Yaml.map(content).get("schema"))));
    }

    /** Checks a type: an object, an enum, or a union of types. */
    private void named(String type, Map<String, Object> schema) {
        Yaml.map(schema.get("properties")).forEach((name, property) -> node(type + "." + name, Yaml.map(property)));
        SchemaShapes.variants(schema).forEach(variant -> node(type + "|", variant));
        if (!SchemaShapes.variants(schema).isEmpty()
                && !schema.containsKey("x-clerk-union")
                && !TypesWithoutCode.isWrapper(schema)) {
            lint.report(type, "the union has no selector", "Declare one under unions in names/");
        }
        if (schema.containsKey("enum") && !schema.containsKey("x-clerk-values")) {
            lint.report(type, "its values have no names", IMPORT);
        }
    }

    /** Checks a schema inside a type: a scalar, a list, a map, free JSON or a reference. */
    private void node(String where, Map<String, Object> node) {
        resolves(where, node);
        if (node.get("allOf") instanceof List<?> parts) {
            var isReference = parts.size() == 1 && Yaml.map(parts.get(0)).containsKey("$ref");
            if (isReference) {
                resolves(where, Yaml.map(parts.get(0)));
            } else {
                lint.report(where, "allOf joins inline schemas", IMPORT);
            }
        }
        if (!SchemaShapes.variants(node).isEmpty()) {
            lint.report(where, "a union without its own name", IMPORT);
        }
        if (SchemaShapes.isObject(node)) {
            lint.report(where, "an object without its own name", IMPORT);
        }
        if (node.containsKey("enum") && !node.containsKey("x-clerk-const")) {
            lint.report(where, "an enum without its own name", IMPORT);
        }
        for (var part : List.of("items", "additionalProperties")) {
            if (node.get(part) instanceof Map<?, ?> inner) {
                node(where + "[]", Yaml.map(inner));
            }
        }
    }

    private void resolves(String where, Map<String, Object> node) {
        try {
            references.resolve(node, where);
        } catch (ImportException e) {
            lint.report(where, "the reference " + node.get("$ref") + " does not resolve", IMPORT);
        }
    }
}
