package com.clerk.sdk.testing.server.contract;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The code of the operations of the contract. Each request is checked before its code runs; each response has the
 * fields of the operation's result type only. All code is added before the first request.
 */
public final class Operations {
    /** Executes an operation that returns a value. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the value, or null for an operation that returns nothing. */
        @Nullable
        JsonElement handle(CheckedRequest request);
    }

    /** Executes an operation that lists resources. */
    @FunctionalInterface
    public interface Lister {
        /** Returns all resources in order; the response has the page of them that the request asks for. */
        List<JsonObject> list(CheckedRequest request);
    }

    private static final int NOT_IMPLEMENTED = 501;
    private static final Set<String> UNVERSIONED = Set.of("apiKeys", "m2mTokens", "oauthAccessTokens");

    private final Contract contract;
    private final Map<String, Function<CheckedRequest, Supplier<ServerResponse>>> codes = new TreeMap<>();
    private final Set<String> unsupported = new TreeSet<>();

    /** Makes operations without code. */
    public Operations(Contract contract) {
        this.contract = contract;
    }

    /** Returns the contract. */
    public Contract contract() {
        return contract;
    }

    /** Adds the code of an operation, by its name in clients, such as {@code users.get}. */
    public void add(String name, Handler handler) {
        respond(name, request -> {
            var result = handler.handle(request);
            return () -> response(request.operation(), result);
        });
    }

    /** Adds the code of an operation that lists resources. */
    public void addList(String name, Lister lister) {
        addList(name, lister, UnaryOperator.identity());
    }

    /**
     * Adds the code of an operation that lists resources.
     *
     * @param name the name of the operation
     * @param lister lists the resources
     * @param view returns a resource as it is sent; applied to the resources of the page only
     */
    public void addList(String name, Lister lister, UnaryOperator<JsonObject> view) {
        addList(name, lister, (row, request) -> view.apply(row));
    }

    /** Adds the code of an operation that lists resources as each request asks for. */
    public void addList(String name, Lister lister, BiFunction<JsonObject, CheckedRequest, JsonObject> view) {
        respond(name, request -> {
            var page = page(request, lister.list(request), view);
            return () -> ServerResponse.json(request.operation().status(), page);
        });
    }

    private JsonElement page(
            CheckedRequest request, List<JsonObject> all, BiFunction<JsonObject, CheckedRequest, JsonObject> view) {
        var operation = request.operation();
        var query = request.query();
        var parameters = contract.parameters(operation).fields();
        var rows = parameters.containsKey("limit") ? PageRange.of(query).slice(all) : all;
        var data = Json.array(rows.stream()
                .map(row -> project(view.apply(row, request), operation.result()))
                .toList());
        if (operation.flagged() && !query.flag("paginated")) {
            return data;
        }
        var page = new JsonObject();
        page.add(operation.listField().isEmpty() ? "data" : operation.listField(), data);
        page.addProperty("total_count", all.size());
        return page;
    }

    /** Adds code under a name. Code that is added later replaces it. */
    private void respond(String name, Function<CheckedRequest, Supplier<ServerResponse>> code) {
        codes.put(contract.operation(name).name(), code);
    }

    /** Adds the routes of all operations of the contract; those without code refuse requests with status 501. */
    public void addRoutes(Router router) {
        for (var operation : contract.operations()) {
            var code = codes.get(operation.name());
            if (code == null) {
                route(router, operation, request -> {
                    throw unsupported(operation);
                });
            } else {
                route(router, operation, request -> code.apply(CheckedRequest.of(contract, operation, request)));
            }
        }
    }

    private static void route(Router router, Operation operation, Router.Responder responder) {
        router.addProtected(operation.route(), responder);
        // Clerk serves these without the version too, and its JavaScript SDK calls them so.
        if (UNVERSIONED.contains(operation.group())) {
            router.addProtected(operation.method() + " " + operation.path(), responder);
        }
    }

    private ServerResponse response(Operation operation, @Nullable JsonElement result) {
        if (result == null) {
            return ServerResponse.empty(operation.status());
        }
        if (result.isJsonArray()) {
            return ServerResponse.json(
                    operation.status(),
                    Json.array(result.getAsJsonArray().asList().stream()
                            .map(row -> project(row.getAsJsonObject(), operation.result()))
                            .toList()));
        }
        return ServerResponse.json(operation.status(), project(result.getAsJsonObject(), operation.result()));
    }

    /** Returns the fields of a resource that its type has: a secret that only one operation shows is left out here. */
    private JsonObject project(JsonObject row, String typeName) {
        // The result is any JSON.
        if (typeName.isEmpty()) {
            return row;
        }
        var type = contract.type(typeName);
        // A union has no fields of its own.
        if (type.fields().isEmpty() || type.fields().keySet().containsAll(row.keySet())) {
            return row;
        }
        var shown = new JsonObject();
        for (var name : row.keySet()) {
            if (type.fields().containsKey(name)) {
                shown.add(name, row.get(name));
            }
        }
        return shown;
    }

    private ErrorResponseException unsupported(Operation operation) {
        unsupported.add(operation.name());
        return new ErrorResponseException(
                NOT_IMPLEMENTED,
                "not_supported_here",
                "The local Clerk does not support " + operation.method() + " " + operation.path() + " ("
                        + operation.name() + "). docs/local-clerk.md lists what it supports. To test a call of it, "
                        + "stub the operation: ClerkServer.stub.");
    }

    /** Returns the names of the operations that have code, in alphabetical order. */
    public Set<String> supported() {
        return Collections.unmodifiableSet(codes.keySet());
    }

    /** Returns the names of the operations that were called although they have no code, in alphabetical order. */
    public List<String> unsupported() {
        return List.copyOf(unsupported);
    }

    /** Forgets which operations were called although they have no code. */
    public void clearUnsupported() {
        unsupported.clear();
    }
}
