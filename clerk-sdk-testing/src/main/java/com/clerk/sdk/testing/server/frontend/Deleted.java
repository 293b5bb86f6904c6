package com.clerk.sdk.testing.server.frontend;

import com.google.gson.JsonObject;

/** The response to the deletion of something that has no other id than its own. */
final class Deleted {
    private Deleted() {}

    static JsonObject of(String object, String id) {
        var deleted = new JsonObject();
        deleted.addProperty("object", object);
        deleted.addProperty("id", id);
        deleted.addProperty("deleted", true);
        return deleted;
    }
}
