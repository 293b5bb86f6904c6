package com.clerk.sdk.openapi.lint;

import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.List;
import java.util.Map;

/** Checks what public tools for OpenAPI 3.0.3 reject: missing servers, missing security, {@code nullable} alone. */
final class SpecificationRules {
    private final ContractLint lint;

    SpecificationRules(ContractLint lint) {
        this.lint = lint;
    }

    void check(Map<String, Object> contract) {
        if (Yaml.list(contract.get("servers")).isEmpty()) {
            lint.report("servers", "the contract has no servers", "Import again");
        }
        var schemes = Yaml.map(Yaml.map(contract.get("components")).get("securitySchemes"));
        security("the contract", contract, schemes);
        Yaml.map(contract.get("paths"))
                .values()
                .forEach(item -> Yaml.map(item)
                        .values()
                        .forEach(operation -> operation(Yaml.map(operation), contract, schemes)));
        nullable("", contract);
    }

    private void operation(Map<String, Object> operation, Map<String, Object> contract, Map<String, Object> schemes) {
        var where = String.valueOf(operation.get("operationId"));
        if (!operation.containsKey("security") && !contract.containsKey("security")) {
            lint.report(where, "it does not say how it is authenticated", "Declare security in the document");
        }
        security(where, operation, schemes);
    }

    private void security(String where, Map<String, Object> node, Map<String, Object> schemes) {
        for (var alternative : Yaml.list(node.get("security"))) {
            Yaml.map(alternative).keySet().stream()
                    .filter(scheme -> !schemes.containsKey(scheme))
                    .forEach(scheme -> lint.report(
                            where, "its security scheme " + scheme + " is not defined", "Define it in the document"));
        }
    }

    /** OpenAPI 3.0.3, Schema Object: nullable has a meaning only if type is declared in the same schema. */
    private void nullable(String location, Object node) {
        if (node instanceof Map<?, ?> map) {
            if (Boolean.TRUE.equals(map.get("nullable")) && !map.containsKey("type")) {
                lint.report(location, "it is nullable, but has no type", "Import again");
            }
            map.forEach(
                    (key, value) -> nullable(location.isEmpty() ? String.valueOf(key) : location + "." + key, value));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> nullable(location + "[]", item));
        }
    }
}
