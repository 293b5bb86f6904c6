package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request together with the path variables of the operation that it was routed to. Used by one thread at a time. */
public final class RoutedRequest {
    private final ServerRequest request;
    private final Map<String, String> variables;
    private final List<Runnable> deferred = new ArrayList<>();

    RoutedRequest(ServerRequest request, Map<String, String> variables) {
        this.request = request;
        this.variables = variables;
    }

    /** Returns the request itself. */
    public ServerRequest request() {
        return request;
    }

    /** Returns the value of a path variable, which the operation's path template must have. */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** Returns the query parameters. */
    public Query query() {
        return new Query(request.query());
    }

    /**
     * Runs code after the operation, outside the lock of the instance, before the response is written. It is for slow
     * work such as signing, and it may change only JSON that belongs to this response alone: a handler that defers
     * anything returns a copy of all state.
     */
    public void defer(Runnable work) {
        deferred.add(work);
    }

    List<Runnable> deferred() {
        return deferred;
    }

    /**
     * Returns the body as JSON. A request without a body counts as one with an empty object.
     *
     * @throws ErrorResponseException if the body is not valid JSON
     */
    public JsonElement json() {
        if (request.body().length == 0) {
            return new JsonObject();
        }
        try {
            return Json.parse(request.text());
        } catch (JsonParseException notJson) {
            throw new ErrorResponseException(400, "request_body_invalid", "The request body is not valid JSON.");
        }
    }
}
