package com.clerk.sdk.testing;

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
 * A request that {@link ClerkServer} received, for assertions. Credentials are not in it: where the headers
 * {@code Authorization} and {@code Cookie} came, their values read {@value #REDACTED}. Immutable.
 */
public final class ReceivedRequest {
    /** What stands in place of a credential. */
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
        recorded.getHeaders().toMultimap().forEach((name, values) -> headers.put(name, shown(name, values)));
        var body = recorded.getBody();
        return new ReceivedRequest(
                recorded.getMethod(), recorded.getUrl(), headers, body == null ? new byte[0] : body.toByteArray());
    }

    private static List<String> shown(String name, List<String> values) {
        return CREDENTIALS.contains(name)
                ? values.stream().map(value -> REDACTED).toList()
                : List.copyOf(values);
    }

    /**
     * The method.
     *
     * @return such as {@code GET}
     */
    public String method() {
        return method;
    }

    /**
     * The path as it was sent.
     *
     * @return such as {@code /v1/users}, percent-encoded, without the query
     */
    public String path() {
        return url.encodedPath();
    }

    /**
     * The query.
     *
     * @return the decoded values by name, in the order they were sent; an empty text for a name without a value
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
     * One parameter of the query.
     *
     * @param name the name
     * @return its first value, decoded; null where the query does not have it
     */
    public @Nullable String query(String name) {
        return url.queryParameter(name);
    }

    /**
     * The headers.
     *
     * @return the values by name in lower case, credentials redacted
     */
    public Map<String, List<String>> headers() {
        return Map.copyOf(headers);
    }

    /**
     * One header.
     *
     * @param name in any case
     * @return its first value, redacted where it is a credential; null where the request does not have it
     */
    public @Nullable String header(String name) {
        var values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /**
     * The body.
     *
     * @return a copy of its bytes; none where the request had no body
     */
    public byte[] body() {
        return body.clone();
    }

    /**
     * The body as text.
     *
     * @return the body read as UTF-8; empty where the request had none
     */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    List<String> segments() {
        return url.pathSegments();
    }

    /** Shows the method and path, without query, headers and body. */
    @Override
    public String toString() {
        return method + " " + path();
    }
}
