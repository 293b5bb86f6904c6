package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The operations of the in-process Clerk. All are added before the first request; after that, several threads may read
 * it.
 */
public final class Router {
    static final String VERSION = "v1";

    /** Executes one operation. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the JSON to respond with, under status 200. */
        JsonElement handle(RoutedRequest request);
    }

    /**
     * An operation and the code that executes it.
     *
     * @param operation the operation
     * @param needsSecretKey whether requests must carry the secret key
     * @param handler the code that executes the operation
     */
    public record Route(OperationPattern operation, boolean needsSecretKey, Handler handler) {
        /** Executes the operation. */
        public ServerResponse handle(ServerRequest request) {
            var variables = operation.matchPath(request.segments()).orElseThrow();
            return ServerResponse.ok(handler.handle(new RoutedRequest(request, variables)));
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** Adds an operation that needs the secret key. If two operations match a path, the one added first wins. */
    public void add(String operation, Handler handler) {
        routes.add(new Route(OperationPattern.parse(operation), true, handler));
    }

    /** Adds an operation that anybody may call. */
    public void addPublic(String operation, Handler handler) {
        routes.add(new Route(OperationPattern.parse(operation), false, handler));
    }

    /**
     * Returns the route of a request.
     *
     * @throws ErrorResponseException if the in-process Clerk does not have the operation
     */
    public Route find(ServerRequest request) {
        return routes.stream()
                .filter(route -> route.operation().hasMethod(request.method()))
                .filter(route -> route.operation().matchPath(request.segments()).isPresent())
                .findFirst()
                .orElseThrow(() -> missingOperation(request));
    }

    private ErrorResponseException missingOperation(ServerRequest request) {
        var message = new StringBuilder("The in-process Clerk does not have " + request + ".");
        var methods = methodsAt(request);
        if (!methods.isEmpty()) {
            message.append(" At this path it has ").append(methods).append('.');
        }
        if (request.path().startsWith("/v1/v1/")) {
            message.append(
                    " The client has a URL that ends in /v1, and adds /v1 itself. Give it ClerkServer.apiUrl().");
        } else {
            message.append(" Check the path, or stub the operation: ClerkServer.stub(\"")
                    .append(request)
                    .append("\", StubResponse.json(200, \"{…}\")).");
        }
        return new ErrorResponseException(
                methods.isEmpty() ? 404 : 405, "in_process_operation_missing", message.toString());
    }

    private String methodsAt(ServerRequest request) {
        return routes.stream()
                .filter(route -> route.operation().matchPath(request.segments()).isPresent())
                .map(route -> route.operation().method())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
