package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;

/** The response to a deletion: the kind and the ids of the deleted resource. */
public final class DeletedObject {
    private DeletedObject() {}

    public static JsonObject of(JsonObject resource) {
        var deleted = new JsonObject();
        deleted.add("object", resource.get("object"));
        deleted.add("id", resource.get("id"));
        deleted.addProperty("deleted", true);
        for (var name : new String[] {"slug", "external_id"}) {
            var value = Json.value(resource, name);
            if (value != null) {
                deleted.add(name, value);
            }
        }
        return deleted;
    }
}
