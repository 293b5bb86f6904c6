package com.clerk.sdk.openapi.lint;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks operations and their groups. */
final class OperationRules {
    private static final String RENAME = "Change the name under operations in names/";

    private final ContractLint lint;
    private final Map<String, Object> types;
    private final Map<String, String> locations = new HashMap<>();
    private final Map<String, String> summaries = new HashMap<>();
    private final Set<String> groups = new HashSet<>();

    OperationRules(ContractLint lint, Map<String, Object> types) {
        this.lint = lint;
        this.types = types;
    }

    void check(Map<String, Object> contract) {
        Yaml.map(contract.get("paths"))
                .forEach((path, item) -> Yaml.map(item)
                        .forEach((method, operation) ->
                                operation(method.toUpperCase(Locale.ROOT) + " " + path, Yaml.map(operation))));
        groups.stream()
                .filter(group -> !summaries.containsKey(group))
                .sorted()
                .forEach(group -> lint.report(
                        "group " + group, "it has no summary", "Write its summary in docs/, then import again"));
    }

    private void operation(String location, Map<String, Object> operation) {
        var group = String.valueOf(operation.get("x-clerk-group"));
        var method = String.valueOf(operation.get("x-clerk-method"));
        var where = location + " (" + group + "." + method + ")";
        groups.add(group);
        if (!Identifiers.isMemberName(group) || !Identifiers.isMemberName(method)) {
            lint.report(where, "its group and method are not valid identifiers", RENAME);
        }
        if (!operation.containsKey("tags") || !operation.get("tags").equals(List.of(group))) {
            lint.report(where, "its tags are not just its group", "Import again");
        }
        var before = locations.put(group + "." + method, where);
        if (before != null) {
            lint.report(where, "its name is also that of " + before, RENAME);
        }
        if (ContractLint.isBlank(operation.get("summary"))) {
            lint.report(where, "it has no summary", "Write one in docs/, then import again");
        }
        var about = Yaml.map(operation.get("x-clerk-file")).get("about");
        if (!ContractLint.isBlank(about)) {
            summaries.put(group, String.valueOf(about));
        }
        parameters(where, operation);
        types(where, operation);
    }

    private void parameters(String where, Map<String, Object> operation) {
        var taken = new HashSet<String>();
        for (var item : Yaml.list(operation.get("parameters"))) {
            var parameter = Yaml.map(item);
            if ("path".equals(parameter.get("in"))) {
                var name = String.valueOf(parameter.get("x-clerk-name"));
                if (!Identifiers.isMemberName(name) || !taken.add(name)) {
                    lint.report(
                            where,
                            "its parameter " + parameter.get("name") + " cannot have the name " + name,
                            "Change the name under members in names/");
                }
            }
        }
    }

    private void types(String where, Map<String, Object> operation) {
        var named = new ArrayList<Object>();
        named.add(Yaml.map(operation.get("x-clerk-result")).get("of"));
        named.add(Yaml.map(operation.get("x-clerk-params")).get("params"));
        named.stream()
                .filter(type -> type != null && !types.containsKey(String.valueOf(type)))
                .forEach(type -> lint.report(where, "its type " + type + " is not defined", "Import again"));
    }
}
