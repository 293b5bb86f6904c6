package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** A request, without the headers and the query that the client adds to all of its requests. Immutable. */
final class RequestSpec {
    final String operation;
    final String method;
    final String template;
    final String path;
    final Map<String, List<String>> query;
    final Map<String, String> headers;
    final @Nullable RequestBody body;

    RequestSpec(
            String operation,
            String method,
            String template,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            @Nullable RequestBody body) {
        this.operation = operation;
        this.method = method;
        this.template = template;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    RequestSpec withQuery(String name, String value) {
        var changed = new LinkedHashMap<>(query);
        changed.put(name, List.of(value));
        return new RequestSpec(operation, method, template, path, changed, headers, body);
    }

    RequestSpec withoutQuery(String name) {
        var changed = new LinkedHashMap<>(query);
        changed.remove(name);
        return new RequestSpec(operation, method, template, path, changed, headers, body);
    }

    /** Returns the first value of a query parameter, or null. */
    @Nullable
    String query(String name) {
        var values = query.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    /** Returns the exception for an error response, whatever its status. */
    ClerkApiException refusal(BufferedResponse response) {
        return ClerkApiException.of(
                operation, method, template, response.status, response.headers.toMultimap(), response.text());
    }
}
