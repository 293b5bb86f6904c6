package com.clerk.sdk.testing.server.contract;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request to an operation, whose query and body meet the contract. */
public final class CheckedRequest {
    private static final String FILE = "file";
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int BAD_REQUEST = 400;

    private final Operation operation;
    private final RoutedRequest request;
    private final JsonElement json;

    private CheckedRequest(Operation operation, RoutedRequest request, JsonElement json) {
        this.operation = operation;
        this.request = request;
        this.json = json;
    }

    /**
     * Checks a request.
     *
     * @throws ErrorResponseException if a parameter or the body does not meet the contract
     */
    static CheckedRequest of(Contract contract, Operation operation, RoutedRequest request) {
        var parameters = contract.parameters(operation);
        var check = new RequestCheck(contract);
        check.query(parameters, request.request().query());
        var json = check(check, parameters, request);
        check.finish();
        return new CheckedRequest(operation, request, json);
    }

    private static JsonElement check(RequestCheck check, Type parameters, RoutedRequest request) {
        if (parameters.fields().containsKey(FILE)) {
            requireMediaType(request, "multipart/form-data");
            return new JsonObject();
        }
        if (request.request().body().length > 0) {
            requireMediaType(request, "application/json");
        }
        var json = request.json();
        for (var field : parameters.fields().values()) {
            if (field.in().equals("items")) {
                if (!json.isJsonArray()) {
                    throw invalidBody("an array");
                }
                check.items(field, json.getAsJsonArray());
                return json;
            }
        }
        if (!json.isJsonObject()) {
            throw invalidBody("an object");
        }
        check.body(parameters, json.getAsJsonObject());
        return json;
    }

    private static void requireMediaType(RoutedRequest request, String expected) {
        var type = request.request().header("content-type");
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(expected)) {
            throw new ErrorResponseException(
                    UNSUPPORTED_MEDIA_TYPE,
                    "unsupported_content_type",
                    "The Content-Type of this operation must be " + expected + ".");
        }
    }

    private static ErrorResponseException invalidBody(String expected) {
        return new ErrorResponseException(
                BAD_REQUEST, "request_body_invalid", "The request body is JSON, but not " + expected + ".");
    }

    /** Returns the operation. */
    public Operation operation() {
        return operation;
    }

    /** Returns the request itself. */
    public RoutedRequest routed() {
        return request;
    }

    /** Returns the value of a path variable, which the operation's path template must have. */
    public String variable(String name) {
        return request.variable(name);
    }

    /** Returns the query parameters. */
    public Query query() {
        return request.query();
    }

    /** Returns the fields of the body; empty if the request had none. */
    public JsonObject body() {
        return json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
    }

    /** Returns the elements of a body that is an array. */
    public List<JsonObject> items() {
        return json.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** Returns a text of the body, or null if it is absent or null. */
    public @Nullable String text(String name) {
        return Json.text(body(), name);
    }

    /** Returns a text of the body that the contract requires. */
    public String required(String name) {
        return body().get(name).getAsString();
    }

    /** Returns a truth value of the body; false if it is absent or null. */
    public boolean flag(String name) {
        return Json.flag(body(), name);
    }
}
