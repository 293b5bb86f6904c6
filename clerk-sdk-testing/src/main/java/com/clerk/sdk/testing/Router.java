package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The operations that the in-process Clerk has. Filled when the server is made, then only read. */
final class Router {
    static final String VERSION = "v1";

    /** Carries out one operation and gives what it answers with. */
    interface Handler {
        JsonElement answer(Call call);
    }

    record Route(OperationPattern operation, boolean needsSecretKey, Handler handler) {
        Reply answer(ReceivedRequest request) {
            var variables = operation.match(request.segments()).orElseThrow();
            return Reply.ok(handler.answer(new Call(request, variables)));
        }
    }

    private final List<Route> routes = new ArrayList<>();

    /** Of two operations that fit the same path, the one that was added first wins. */
    void add(String operation, Handler handler) {
        routes.add(new Route(OperationPattern.parse(operation), true, handler));
    }

    void addPublic(String operation, Handler handler) {
        routes.add(new Route(OperationPattern.parse(operation), false, handler));
    }

    Route find(ReceivedRequest request) {
        return routes.stream()
                .filter(route -> route.operation().isOf(request.method()))
                .filter(route -> route.operation().match(request.segments()).isPresent())
                .findFirst()
                .orElseThrow(() -> lacking(request));
    }

    private Problem lacking(ReceivedRequest request) {
        var message = new StringBuilder("The in-process Clerk does not have " + request + ".");
        var methods = methods(request);
        if (!methods.isEmpty()) {
            message.append(" At this path it has ").append(methods).append('.');
        }
        if (request.path().startsWith("/v1/v1/")) {
            message.append(" The client was given a URL that ends in /v1 and adds that itself; give it apiUrl().");
        } else {
            message.append(" Check the path, or say what it shall answer with ClerkServer.answer(\"")
                    .append(request)
                    .append("\", Answer.json(200, \"{…}\")).");
        }
        return new Problem(methods.isEmpty() ? 404 : 405, "in_process_operation_missing", message.toString());
    }

    private String methods(ReceivedRequest request) {
        return routes.stream()
                .filter(route -> route.operation().match(request.segments()).isPresent())
                .map(route -> route.operation().method())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
