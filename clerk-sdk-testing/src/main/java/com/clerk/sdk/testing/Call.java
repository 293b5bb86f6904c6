package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.Objects;

/** A request to an operation of the in-process Clerk. */
record Call(ReceivedRequest request, Map<String, String> variables) {
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    Query query() {
        return new Query(request.query());
    }

    /** The fields of the body, each checked against the shape; no body counts as an empty object. */
    JsonObject body(BodyShape shape) {
        return shape.check(json());
    }

    private JsonObject json() {
        var text = request.bodyText();
        if (text.isEmpty()) {
            return new JsonObject();
        }
        try {
            var json = Json.parse(text);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException notJson) {
            throw new Problem(400, "request_body_invalid", "The request body is not well-formed JSON.");
        }
        throw new Problem(400, "request_body_invalid", "The request body is JSON, but no object.");
    }
}
