package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields that must not reach a browser: those that the contract marks as secret, and private metadata. */
final class Secrets {
    private static final String PRIVATE_METADATA = "private_metadata";

    private Secrets() {}

    /** Returns JSON of a type without its secrets, at any depth. */
    static JsonValue removedFrom(Schema schema, JsonValue json) {
        return switch (schema.kind()) {
            case MODEL -> fromModel(schema.target(), json);
            case UNION ->
                new Union(schema.target())
                        .memberOf(json)
                        .map(member -> removedFrom(member.schema(), json))
                        .orElseGet(() -> fromAny(json));
            case LIST -> fromList(schema.items(), json);
            case MAP -> fromMap(schema.mapValues(), json);
            default -> fromAny(json);
        };
    }

    private static JsonValue fromModel(Schema schema, JsonValue json) {
        if (!json.isObject()) {
            return json;
        }
        var rest = new LinkedHashMap<>(json.entries());
        rest.remove(PRIVATE_METADATA);
        rest.replaceAll((name, value) -> fromAny(value));
        for (var field : schema.fields()) {
            var value = json.get(field.wire());
            if (value == null || field.wire().equals(PRIVATE_METADATA)) {
                continue;
            }
            if (field.schema().node().flag("x-clerk-secret") && !schema.isWrittenByHand()) {
                rest.remove(field.wire());
            } else {
                rest.put(field.wire(), removedFrom(field.schema(), value));
            }
        }
        return JsonValue.of(rest);
    }

    private static JsonValue fromList(Schema items, JsonValue json) {
        return json.isArray()
                ? JsonValue.of(json.items().stream()
                        .map(item -> removedFrom(items, item))
                        .toList())
                : json;
    }

    private static JsonValue fromMap(Schema values, JsonValue json) {
        if (!json.isObject()) {
            return json;
        }
        var rest = new LinkedHashMap<>(json.entries());
        rest.replaceAll((name, value) -> removedFrom(values, value));
        return JsonValue.of(rest);
    }

    private static JsonValue fromAny(JsonValue json) {
        if (json.isArray()) {
            return JsonValue.of(json.items().stream().map(Secrets::fromAny).toList());
        }
        if (!json.isObject()) {
            return json;
        }
        Map<String, JsonValue> rest = new LinkedHashMap<>(json.entries());
        rest.remove(PRIVATE_METADATA);
        rest.replaceAll((name, value) -> fromAny(value));
        return JsonValue.of(rest);
    }
}
