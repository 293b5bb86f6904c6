package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.ServerRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link ClerkServer} received, for assertions. It does not hold credentials: the values of the
 * headers {@code Authorization} and {@code Cookie} read {@value #REDACTED}. Immutable.
 */
public final class ReceivedRequest {
    /** The text that replaces a credential. */
    public static final String REDACTED = "[redacted]";

    /** The number of bytes of a body that {@link ClerkServer#requests()} keeps. */
    public static final int KEPT_BODY = 65_536;

    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

    private final ServerRequest request;

    private ReceivedRequest(ServerRequest request) {
        this.request = request;
    }

    static ReceivedRequest of(ServerRequest request) {
        var headers = new TreeMap<String, List<String>>();
        request.headers().forEach((name, values) -> headers.put(name, redact(name, values)));
        return new ReceivedRequest(new ServerRequest(
                request.method(), request.path(), request.segments(), request.query(), headers, request.body()));
    }

    private static List<String> redact(String name, List<String> values) {
        return CREDENTIALS.contains(name)
                ? values.stream().map(value -> REDACTED).toList()
                : List.copyOf(values);
    }

    /** Returns this request as it is kept: with the beginning of its body alone, if that is long. */
    ReceivedRequest cut() {
        if (request.body().length <= KEPT_BODY) {
            return this;
        }
        var beginning = Arrays.copyOf(request.body(), KEPT_BODY);
        return new ReceivedRequest(new ServerRequest(
                request.method(), request.path(), request.segments(), request.query(), request.headers(), beginning));
    }

    /**
     * Returns the HTTP method.
     *
     * @return the method in upper case, such as {@code GET}
     */
    public String method() {
        return request.method();
    }

    /**
     * Returns the path as it was sent.
     *
     * @return the path, percent-encoded, without the query, such as {@code /v1/users}
     */
    public String path() {
        return request.path();
    }

    /**
     * Returns all query parameters.
     *
     * @return the decoded values by name, in the order they were sent; an empty string for a name without a value
     */
    public Map<String, List<String>> query() {
        return Collections.unmodifiableMap(request.query());
    }

    /**
     * Returns a query parameter.
     *
     * @param name the name of the parameter
     * @return its first value, decoded; null if the query does not have it
     */
    public @Nullable String query(String name) {
        var values = request.query().get(name);
        return values == null ? null : values.get(0);
    }

    /**
     * Returns all headers.
     *
     * @return the values by name in lower case, with credentials redacted
     */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(request.headers());
    }

    /**
     * Returns a header.
     *
     * @param name the name of the header, in any case
     * @return its first value, redacted if it is a credential; null if the request does not have it
     */
    public @Nullable String header(String name) {
        return request.header(name);
    }

    /**
     * Returns the body. {@link ClerkServer#requests()} has the first {@value #KEPT_BODY} bytes of longer bodies.
     *
     * @return a copy of the bytes; an empty array if the request had no body
     */
    public byte[] body() {
        return request.body().clone();
    }

    /**
     * Returns the body as text.
     *
     * @return the body, decoded as UTF-8; an empty string if the request had no body
     */
    public String bodyText() {
        return request.text();
    }

    ServerRequest toServerRequest() {
        return request;
    }

    /** Shows the method and the path, without query, headers and body. */
    @Override
    public String toString() {
        return request.toString();
    }
}
