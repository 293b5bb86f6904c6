package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.Literals;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Converts texts, numbers and booleans, and names the constants of enums. */
final class Scalars {
    private static final List<String> NUMBER_FACTS = List.of("minimum", "maximum", "multipleOf");
    private static final List<String> STRING_FACTS = List.of("minLength", "maxLength", "pattern");

    private final UpstreamDocument upstream;

    Scalars(UpstreamDocument upstream) {
        this.upstream = upstream;
    }

    Map<String, Object> node(Map<String, Object> schema, String location) {
        var type = String.valueOf(schema.getOrDefault("type", "string"));
        var format = schema.get("format");
        var isBinary = "binary".equals(format);
        var result = YamlNode.of("type", type);
        switch (type) {
            case "integer" ->
                result.put("format", format == null ? "int64" : format).copy(schema, NUMBER_FACTS);
            case "number" -> result.put("format", format).copy(schema, NUMBER_FACTS);
            case "string" ->
                result.put(isBinary ? "format" : "x-clerk-format", format).copy(schema, STRING_FACTS);
            case "boolean" -> {}
            default ->
                throw upstream.refuse(
                        location, "the type " + type + " is unknown", "Add support for this type to the importer");
        }
        constant(schema, type, result);
        return result.map();
    }

    private static void constant(Map<String, Object> schema, String type, YamlNode result) {
        var values =
                Yaml.list(schema.get("enum")).stream().filter(Objects::nonNull).toList();
        if (schema.containsKey("enum") && (!values.isEmpty() || !"string".equals(type))) {
            var isText = "string".equals(type);
            result.put("enum", isText ? SchemaShapes.strings(values) : values)
                    .put("x-clerk-const", true)
                    .flag("x-clerk-boolean", isText && SchemaShapes.isBoolean(SchemaShapes.strings(values)));
        }
    }

    /**
     * Returns the values, each with a unique name of its constant. A value that needs escaping also has its
     * {@code literal} and its {@code html}.
     */
    static List<Map<String, Object>> constants(List<String> values) {
        var isOrder = values.stream().anyMatch(value -> value.startsWith("+"));
        var result = new ArrayList<Map<String, Object>>();
        var taken = new HashSet<String>();
        for (var value : values) {
            var name = Identifiers.constantName(value, isOrder);
            while (!taken.add(name)) {
                name = name + "_";
            }
            var isPlain = Literals.isPlain(value);
            result.add(YamlNode.of("value", value)
                    .put("name", name)
                    .putIf(!isPlain, "literal", Literals.json(value))
                    .putIf(!isPlain, "html", Literals.html(value))
                    .map());
        }
        return result;
    }
}
