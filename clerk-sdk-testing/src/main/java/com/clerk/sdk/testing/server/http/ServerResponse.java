package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response of the in-process Clerk, before the web server sends it. Immutable.
 *
 * @param status the HTTP status
 * @param headers the headers, each with one value
 * @param body the body, sent as UTF-8
 */
public record ServerResponse(int status, Map<String, String> headers, String body) {
    /** The media type of JSON. */
    public static final String JSON = "application/json";

    static ServerResponse ok(JsonElement body) {
        return json(200, body);
    }

    static ServerResponse json(int status, JsonElement body) {
        return new ServerResponse(status, Map.of("Content-Type", JSON), body.toString());
    }

    /** Returns a response without headers and body. */
    public static ServerResponse empty(int status) {
        return new ServerResponse(status, Map.of(), "");
    }

    /** Returns a copy with one header set. A header whose name differs only in case is replaced. */
    public ServerResponse withHeader(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new ServerResponse(status, changed, body);
    }
}
