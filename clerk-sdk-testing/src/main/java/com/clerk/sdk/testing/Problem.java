package com.clerk.sdk.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal, in the form of Clerk's errors. */
@SuppressWarnings("serial") // never leaves the thread that it is thrown on
final class Problem extends RuntimeException {
    /** One entry of the list of errors. */
    record Entry(String code, String message, @Nullable String parameter) {
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

    Problem(int status, List<Entry> entries) {
        super(entries.get(0).message(), null, false, false);
        this.status = status;
        this.entries = entries;
    }

    Problem(int status, String code, String message) {
        this(status, List.of(new Entry(code, message, null)));
    }

    static Problem unprocessable(String code, String message, String parameter) {
        return new Problem(422, List.of(new Entry(code, message, parameter)));
    }

    static Problem notFound(String kind, String id) {
        return new Problem(404, "resource_not_found", "There is no " + kind + " with the id " + id + ".");
    }

    static Problem taken(String what, String parameter) {
        return unprocessable("form_identifier_exists", "This " + what + " already belongs to another one.", parameter);
    }

    static Problem malformed(String parameter, String expected) {
        return unprocessable("form_param_format_invalid", parameter + " must be " + expected + ".", parameter);
    }

    static Problem invalid(String parameter, String expected) {
        return unprocessable("form_param_value_invalid", parameter + " must be " + expected + ".", parameter);
    }

    static Problem missing(String parameter) {
        return unprocessable("form_param_missing", parameter + " must be given.", parameter);
    }

    Reply reply(String traceId) {
        var errors = new JsonArray();
        entries.forEach(entry -> errors.add(entry.json()));
        var body = new JsonObject();
        body.add("errors", errors);
        body.addProperty("clerk_trace_id", traceId);
        return Reply.json(status, body);
    }
}
