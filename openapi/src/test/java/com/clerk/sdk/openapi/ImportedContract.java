package com.clerk.sdk.openapi;

import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives access to the parts of a contract that an import wrote. */
public record ImportedContract(Map<String, Object> root) {
    public Set<String> typeNames() {
        return types().keySet();
    }

    public Map<String, Object> type(String name) {
        return map(types(), name);
    }

    public Map<String, Object> property(String type, String name) {
        return map(map(type(type), "properties"), name);
    }

    /** Returns the operation of this name, such as {@code users.list}. */
    public Map<String, Object> operation(String name) {
        return map(root, "paths").values().stream()
                .flatMap(item -> Yaml.map(item).values().stream())
                .map(Yaml::map)
                .filter(operation -> name.equals(operation.get("operationId")))
                .findFirst()
                .orElseThrow();
    }

    public Map<String, Object> event(String name) {
        return map(map(root, "x-clerk-events"), name);
    }

    /** Returns the constants of an enum, by value. */
    public Map<Object, Object> constants(String type) {
        var constants = new LinkedHashMap<Object, Object>();
        Yaml.list(type(type).get("x-clerk-values")).stream()
                .map(Yaml::map)
                .forEach(constant -> constants.put(constant.get("value"), constant.get("name")));
        return constants;
    }

    /** Returns the type to which a property refers. */
    public static String typeOf(Map<String, Object> node) {
        return UpstreamDocument.schemaName(node.get("allOf") instanceof List<?> parts ? Yaml.map(parts.get(0)) : node);
    }

    public static Map<String, Object> map(Map<String, Object> node, String key) {
        return Yaml.map(node.get(key));
    }

    private Map<String, Object> types() {
        return map(map(root, "components"), "schemas");
    }
}
