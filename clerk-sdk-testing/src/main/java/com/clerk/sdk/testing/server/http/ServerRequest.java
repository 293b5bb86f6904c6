package com.clerk.sdk.testing.server.http;

import java.util.List;
import java.util.Map;

/**
 * A request to the in-process Clerk, without its headers. Immutable.
 *
 * @param method the HTTP method, in upper case
 * @param path the path as it was sent, percent-encoded, without the query
 * @param segments the decoded segments of the path
 * @param query the decoded values of each query parameter, in the order they were sent
 * @param body the body as UTF-8 text; empty if the request had no body
 */
public record ServerRequest(
        String method, String path, List<String> segments, Map<String, List<String>> query, String body) {
    /** Returns the method and the path, without query and body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
