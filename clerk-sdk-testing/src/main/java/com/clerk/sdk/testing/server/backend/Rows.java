package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Type;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Makes resources of the types of the contract. */
final class Rows {
    private final Contract contract;

    Rows(Contract contract) {
        this.contract = contract;
    }

    /**
     * Returns a resource of a type with the fields that the type requires: its constant, null where that is possible,
     * else an empty value or the present time.
     */
    JsonObject make(String typeName, long now) {
        return make(contract.type(typeName), now);
    }

    private JsonObject make(Type type, long now) {
        var row = new JsonObject();
        for (var field : type.fields().values()) {
            if (field.required() || field.name().equals("object") || isStamp(field)) {
                row.add(field.name(), initial(field, now));
            }
        }
        return row;
    }

    private static boolean isStamp(Field field) {
        return field.name().equals("created_at") || field.name().equals("updated_at");
    }

    private JsonElement initial(Field field, long now) {
        if (!field.values().isEmpty()) {
            return new JsonPrimitive(field.values().get(0));
        }
        if (field.nullable()) {
            return JsonNull.INSTANCE;
        }
        if (field.isArray()) {
            return new JsonArray();
        }
        return switch (field.type()) {
            case "string", "date-time" -> new JsonPrimitive(field.fallback());
            case "boolean" -> new JsonPrimitive(Boolean.parseBoolean(field.fallback()));
            case "integer", "number" -> new JsonPrimitive(field.fallback().isEmpty() ? 0 : number(field));
            case "millis" -> new JsonPrimitive(now);
            case "object" -> new JsonObject();
            case "any" -> JsonNull.INSTANCE;
            default -> nested(contract.type(field.type().substring(1)), now);
        };
    }

    private static long number(Field field) {
        return Long.parseLong(field.fallback());
    }

    private JsonElement nested(Type type, long now) {
        return type.isEnum() ? new JsonPrimitive(type.values().get(0)) : make(type, now);
    }

    /**
     * Copies the fields of a body that the type has too. A null clears a field that can be null, and is ignored else.
     */
    void copy(JsonObject body, JsonObject row, String typeName) {
        var fields = contract.type(typeName).fields();
        for (var name : body.keySet()) {
            var field = fields.get(name);
            if (field != null && (Json.value(body, name) != null || field.nullable())) {
                row.add(name, body.get(name).deepCopy());
            }
        }
    }
}
