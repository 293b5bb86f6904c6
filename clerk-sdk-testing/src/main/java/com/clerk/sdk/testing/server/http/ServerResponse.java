package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response of the in-process Clerk, before the web server sends it. Immutable, as long as nobody changes the bytes of
 * the body.
 *
 * @param status the HTTP status
 * @param headers the headers, each with one value
 * @param body the body
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each body would cost more than it protects
public record ServerResponse(int status, Map<String, String> headers, byte[] body) {
    /** The media type of JSON. */
    public static final String JSON = "application/json";

    private static final byte[] NOTHING = {};

    /** Returns a response of status 200 with JSON. */
    public static ServerResponse ok(JsonElement body) {
        return json(200, body);
    }

    /** Returns a response with JSON. */
    public static ServerResponse json(int status, JsonElement body) {
        return text(status, JSON, body.toString());
    }

    /** Returns a response with text, sent as UTF-8. */
    public static ServerResponse text(int status, String contentType, String body) {
        return new ServerResponse(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response without headers and body. */
    public static ServerResponse empty(int status) {
        return new ServerResponse(status, Map.of(), NOTHING);
    }

    /** Returns a response that sends a browser to another URL by GET. */
    public static ServerResponse redirect(int status, String location) {
        return empty(status).withHeader("Location", location).withHeader("Cache-Control", "no-store");
    }

    /** Returns a copy with one header set. A header whose name differs only in case is replaced. */
    public ServerResponse withHeader(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new ServerResponse(status, changed, body);
    }

    /** Shows the status, without headers and body. */
    @Override
    public String toString() {
        return "ServerResponse[" + status + "]";
    }
}
