package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A request that a {@link ClerkServer} received, for assertions. It does not hold credentials: the values of the
 * headers {@code Authorization} and {@code Cookie} read {@value #REDACTED}. Immutable.
 */
public final class ReceivedRequest {
    /** The text that replaces a credential. */
    public static final String REDACTED = "[redacted]";

    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie");

    private final String method;
    private final HttpUrl url;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private ReceivedRequest(String method, HttpUrl url, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    static ReceivedRequest of(RecordedRequest recorded) {
        var headers = new TreeMap<String, List<String>>();
        recorded.getHeaders().toMultimap().forEach((name, values) -> headers.put(name, redact(name, values)));
        var body = recorded.getBody();
        return new ReceivedRequest(
                recorded.getMethod(), recorded.getUrl(), headers, body == null ? new byte[0] : body.toByteArray());
    }

    private static List<String> redact(String name, List<String> values) {
        return CREDENTIALS.contains(name)
                ? values.stream().map(value -> REDACTED).toList()
                : List.copyOf(values);
    }

    /**
     * Returns the HTTP method.
     *
     * @return the method in upper case, such as {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * Returns the path as it was sent.
     *
     * @return the path, percent-encoded, without the query, such as {@code /v1/users}
     */
    public String path() {
        return url.encodedPath();
    }

    /**
     * Returns all query parameters.
     *
     * @return the decoded values by name, in the order they were sent; an empty string for a name without a value
     */
    public Map<String, List<String>> query() {
        var query = new TreeMap<String, List<String>>();
        for (var name : url.queryParameterNames()) {
            query.put(
                    name,
                    url.queryParameterValues(name).stream()
                            .map(value -> value == null ? "" : value)
                            .toList());
        }
        return query;
    }

    /**
     * Returns a query parameter.
     *
     * @param name the name of the parameter
     * @return its first value, decoded; null if the query does not have it
     */
    public @Nullable String query(String name) {
        return url.queryParameter(name);
    }

    /**
     * Returns all headers.
     *
     * @return the values by name in lower case, with credentials redacted
     */
    public Map<String, List<String>> headers() {
        return Map.copyOf(headers);
    }

    /**
     * Returns a header.
     *
     * @param name the name of the header, in any case
     * @return its first value, redacted if it is a credential; null if the request does not have it
     */
    public @Nullable String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /**
     * Returns the body.
     *
     * @return a copy of the bytes; an empty array if the request had no body
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * Returns the body as text.
     *
     * @return the body, decoded as UTF-8; an empty string if the request had no body
     */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    ServerRequest toServerRequest() {
        return new ServerRequest(method, path(), url.pathSegments(), query(), bodyText());
    }

    /** Shows the method and the path, without query, headers and body. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
