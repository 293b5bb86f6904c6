package com.clerk.sdk.testing;

import com.google.gson.JsonObject;

/** What remains to be said of a resource that is gone. */
final class Deleted {
    private Deleted() {}

    static JsonObject of(JsonObject resource) {
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
