package com.clerk.sdk.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an import wrote, to look into. */
record Contract(Map<String, Object> root) {
    Set<String> typeNames() {
        return types().keySet();
    }

    Map<String, Object> type(String name) {
        return map(types(), name);
    }

    Map<String, Object> property(String type, String name) {
        return map(map(type(type), "properties"), name);
    }

    /** The operation of this name, such as {@code users.list}. */
    Map<String, Object> operation(String name) {
        return map(root, "paths").values().stream()
                .flatMap(item -> Yaml.map(item).values().stream())
                .map(Yaml::map)
                .filter(operation -> name.equals(operation.get("operationId")))
                .findFirst()
                .orElseThrow();
    }

    Map<String, Object> event(String name) {
        return map(map(root, "x-clerk-events"), name);
    }

    /** The constants of an enum, by value. */
    Map<Object, Object> constants(String type) {
        var constants = new LinkedHashMap<Object, Object>();
        Yaml.list(type(type).get("x-clerk-values")).stream()
                .map(Yaml::map)
                .forEach(constant -> constants.put(constant.get("value"), constant.get("name")));
        return constants;
    }

    /** Which type a property refers to. */
    static String typeOf(Map<String, Object> node) {
        return Types.typeName(node.get("allOf") instanceof List<?> parts ? Yaml.map(parts.get(0)) : node);
    }

    static Map<String, Object> map(Map<String, Object> node, String key) {
        return Yaml.map(node.get(key));
    }

    private Map<String, Object> types() {
        return map(map(root, "components"), "schemas");
    }
}
