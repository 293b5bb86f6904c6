package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;

/** Changes metadata: PATCH merges, PUT replaces. A field that the body omits or sets to null stays as it is. */
public final class Metadata {
    private Metadata() {}

    public static void merge(JsonObject resource, JsonObject body) {
        for (var field : body.keySet()) {
            if (Json.value(body, field) != null) {
                var merged = Json.object(resource, field);
                deepMerge(merged, Json.object(body, field));
                resource.add(field, merged);
            }
        }
    }

    public static void replace(JsonObject resource, JsonObject body) {
        for (var field : body.keySet()) {
            if (Json.value(body, field) != null) {
                resource.add(field, Json.object(body, field).deepCopy());
            }
        }
    }

    private static void deepMerge(JsonObject target, JsonObject changes) {
        changes.entrySet().forEach(change -> {
            var value = change.getValue();
            if (value.isJsonNull()) {
                target.remove(change.getKey());
            } else if (value.isJsonObject()) {
                var old = target.get(change.getKey());
                var nested = old != null && old.isJsonObject() ? old.getAsJsonObject() : new JsonObject();
                deepMerge(nested, value.getAsJsonObject());
                target.add(change.getKey(), nested);
            } else {
                target.add(change.getKey(), value.deepCopy());
            }
        });
    }
}
