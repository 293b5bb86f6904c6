package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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

    /** Executes one operation whose response is more than JSON. */
    @FunctionalInterface
    public interface Responder {
        /** Returns the response, which is written only after all deferred work is done. */
        Supplier<ServerResponse> respond(RoutedRequest request);
    }

    /**
     * An operation and the code that executes it.
     *
     * @param operation the operation
     * @param needsSecretKey whether requests must carry the secret key
     * @param responder the code that executes the operation
     */
    public record Route(OperationPattern operation, boolean needsSecretKey, Responder responder) {
        /**
         * Executes the operation. Runs under the lock of the instance; the response that it returns is written outside.
         */
        public Supplier<ServerResponse> handle(ServerRequest request) {
            var variables = operation.matchPath(request.segments()).orElseThrow();
            var routed = new RoutedRequest(request, variables);
            var response = responder.respond(routed);
            if (routed.deferred().isEmpty()) {
                // The JSON may be that of the state, so it is written under the lock.
                var written = response.get();
                return () -> written;
            }
            return () -> {
                routed.deferred().forEach(Runnable::run);
                return response.get();
            };
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** Adds an operation that needs the secret key. If two operations match a path, the one added first wins. */
    public void add(String operation, Handler handler) {
        routes.add(new Route(OperationPattern.parse(operation), true, json(handler)));
    }

    /** Adds an operation that anybody may call. */
    public void addPublic(String operation, Handler handler) {
        addResponder(operation, json(handler));
    }

    /** Adds an operation that anybody may call, and whose response is more than JSON. */
    public void addResponder(String operation, Responder responder) {
        routes.add(new Route(OperationPattern.parse(operation), false, responder));
    }

    private static Responder json(Handler handler) {
        return request -> {
            var json = handler.handle(request);
            return () -> ServerResponse.ok(json);
        };
    }

    /** Returns whether there is an operation at the path of a request, of any method. */
    public boolean hasPath(ServerRequest request) {
        return routes.stream()
                .anyMatch(route -> route.operation().matchPath(request.segments()).isPresent());
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
