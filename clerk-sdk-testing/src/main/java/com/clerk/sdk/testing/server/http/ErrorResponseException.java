package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends an operation with an error response in Clerk's form. */
@SuppressWarnings("serial") // never leaves the thread that it is thrown on
public final class ErrorResponseException extends RuntimeException {
    /**
     * An entry of the list of errors.
     *
     * @param code Clerk's error code
     * @param message the message, which also becomes the long message
     * @param parameter the parameter that is wrong, or null
     */
    public record Entry(
            String code, String message, @Nullable String parameter) {
        private JsonObject json() {
            var json = new JsonObject();
            json.addProperty("code", code);
            json.addProperty("message", message);
            json.addProperty("long_message", message);
            if (parameter != null) {
                var meta = new JsonObject();
                meta.addProperty("param_name", parameter);
                json.add("meta", meta);
            }
            return json;
        }
    }

    private final int status;
    private final List<Entry> entries;

    /** Makes an error with several entries. */
    public ErrorResponseException(int status, List<Entry> entries) {
        super(entries.get(0).message(), null, false, false);
        this.status = status;
        this.entries = entries;
    }

    /** Makes an error with one entry that is not about a parameter. */
    public ErrorResponseException(int status, String code, String message) {
        this(status, List.of(new Entry(code, message, null)));
    }

    /** Returns a 422 about a parameter. */
    public static ErrorResponseException unprocessable(String code, String message, String parameter) {
        return new ErrorResponseException(422, List.of(new Entry(code, message, parameter)));
    }

    /** Returns a 404 for a resource that does not exist. */
    public static ErrorResponseException notFound(String kind, String id) {
        return new ErrorResponseException(
                404, "resource_not_found", "There is no " + kind + " with the id " + id + ".");
    }

    /** Returns a 422 for a value that must be unique and is in use. */
    public static ErrorResponseException taken(String noun, String parameter) {
        return unprocessable("form_identifier_exists", "This " + noun + " is already in use.", parameter);
    }

    /** Returns a 422 for a value of the wrong type or form. */
    public static ErrorResponseException malformed(String parameter, String expected) {
        return unprocessable("form_param_format_invalid", parameter + " must be " + expected + ".", parameter);
    }

    /** Returns a 422 for a value of the right form that is not allowed. */
    public static ErrorResponseException invalid(String parameter, String expected) {
        return unprocessable("form_param_value_invalid", parameter + " must be " + expected + ".", parameter);
    }

    /** Returns a 422 for a parameter that is missing. */
    public static ErrorResponseException missing(String parameter) {
        return unprocessable("form_param_missing", parameter + " is required.", parameter);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the response to send. */
    public ServerResponse toResponse(String traceId) {
        return ServerResponse.json(status, json(traceId));
    }

    /** Returns the body of the response to send. */
    public JsonObject json(String traceId) {
        var errors = new JsonArray();
        entries.forEach(entry -> errors.add(entry.json()));
        var body = new JsonObject();
        body.add("errors", errors);
        body.addProperty("clerk_trace_id", traceId);
        return body;
    }
}
