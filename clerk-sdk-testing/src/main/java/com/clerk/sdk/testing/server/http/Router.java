package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonElement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

    private final Node root = new Node();

    /** Adds an operation that needs the secret key. At one place of a path, a name comes before a variable. */
    public void add(String operation, Handler handler) {
        addProtected(operation, json(handler));
    }

    /** Adds an operation that needs the secret key, and whose response is more than JSON. */
    public void addProtected(String operation, Responder responder) {
        add(new Route(OperationPattern.parse(operation), true, responder));
    }

    /** Adds an operation that anybody may call. */
    public void addPublic(String operation, Handler handler) {
        addResponder(operation, json(handler));
    }

    /** Adds an operation that anybody may call, and whose response is more than JSON. */
    public void addResponder(String operation, Responder responder) {
        add(new Route(OperationPattern.parse(operation), false, responder));
    }

    private void add(Route route) {
        var node = root;
        for (var segment : route.operation().segments()) {
            node = node.next(segment);
        }
        // The operation that was added first wins.
        node.routes.putIfAbsent(route.operation().method(), route);
    }

    private static Responder json(Handler handler) {
        return request -> {
            var json = handler.handle(request);
            return () -> ServerResponse.ok(json);
        };
    }

    /** Returns whether there is an operation at the path of a request, of any method. */
    public boolean hasPath(ServerRequest request) {
        return !root.find(request.segments(), 0, null).isEmpty();
    }

    /**
     * Returns the route of a request.
     *
     * @throws ErrorResponseException if the in-process Clerk does not have the operation
     */
    public Route find(ServerRequest request) {
        var route = root.find(request.segments(), 0, request.method()).get(request.method());
        if (route == null) {
            throw missingOperation(request);
        }
        return route;
    }

    private ErrorResponseException missingOperation(ServerRequest request) {
        var message = new StringBuilder("Clerk does not have " + request + ".");
        var methods = root.find(request.segments(), 0, null).keySet();
        if (!methods.isEmpty()) {
            message.append(" At this path it has ")
                    .append(String.join(", ", methods))
                    .append('.');
        }
        if (request.path().startsWith("/v1/v1/")) {
            message.append(
                    " The client has a URL that ends in /v1, and adds /v1 itself. Give it ClerkServer.apiUrl().");
        } else {
            message.append(" Check the path, or stub the operation: ClerkServer.stub(\"")
                    .append(request)
                    .append("\", StubResponse.json(200, \"{…}\")).");
        }
        return new ErrorResponseException(404, "resource_not_found", message.toString());
    }

    /** A place in the tree of paths: the operations whose paths end here, and what may follow. */
    private static final class Node {
        private final Map<String, Route> routes = new TreeMap<>();
        private final Map<String, Node> names = new HashMap<>();
        private @Nullable Node variable;

        private Node next(String segment) {
            if (!OperationPattern.isVariable(segment)) {
                return names.computeIfAbsent(segment, name -> new Node());
            }
            var next = variable == null ? new Node() : variable;
            variable = next;
            return next;
        }

        /** Returns the routes of a path by method. A name comes before a variable, if it leads to a wanted method. */
        private Map<String, Route> find(List<String> path, int position, @Nullable String method) {
            if (position == path.size()) {
                return method == null || routes.containsKey(method) ? routes : Map.of();
            }
            var segment = path.get(position);
            var named = names.get(segment);
            var found = named == null ? Map.<String, Route>of() : named.find(path, position + 1, method);
            if (!found.isEmpty() || variable == null || segment.isEmpty()) {
                return found;
            }
            return variable.find(path, position + 1, method);
        }
    }
}
