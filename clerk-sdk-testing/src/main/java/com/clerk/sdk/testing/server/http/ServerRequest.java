package com.clerk.sdk.testing.server.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the in-process Clerk. Immutable, as long as nobody changes the bytes of the body.
 *
 * @param method the HTTP method, in upper case
 * @param path the path as it was sent, percent-encoded, without the query
 * @param segments the decoded segments of the path
 * @param query the decoded values of each query parameter, in the order they were sent
 * @param headers the values of each header, by name in lower case
 * @param body the body; empty if the request had no body
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each body would cost more than it protects
public record ServerRequest(
        String method,
        String path,
        List<String> segments,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {
    /** Returns the first value of a header, or null if the request does not have it. */
    public @Nullable String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** Returns the body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns a copy with another method. */
    public ServerRequest withMethod(String other) {
        return new ServerRequest(other, path, segments, query, headers, body);
    }

    /** Returns a copy with other segments of the path. */
    public ServerRequest withSegments(List<String> others) {
        return new ServerRequest(method, path, others, query, headers, body);
    }

    /** Returns the method and the path, without query, headers and body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
