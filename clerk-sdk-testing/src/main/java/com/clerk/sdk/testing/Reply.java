package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response before it becomes one of the web server's. */
record Reply(int status, Map<String, String> headers, String body) {
    static final String JSON = "application/json";

    static Reply json(int status, JsonElement body) {
        return new Reply(status, Map.of("Content-Type", JSON), body.toString());
    }

    static Reply ok(JsonElement body) {
        return json(200, body);
    }

    static Reply empty(int status) {
        return new Reply(status, Map.of(), "");
    }

    Reply with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new Reply(status, more, body);
    }
}
