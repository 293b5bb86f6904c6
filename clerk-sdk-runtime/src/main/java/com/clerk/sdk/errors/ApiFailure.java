package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.internal.Credentials;
import com.clerk.sdk.runtime.internal.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The content of an error response, as far as it can be read. */
record ApiFailure(
        String operation,
        String method,
        String path,
        int status,
        @Nullable String traceId,
        List<ClerkError> errors,
        int errorCount,
        @Nullable Duration retryAfter,
        Map<String, List<String>> headers) {
    private static final int MESSAGE_LIMIT = 300;
    private static final int READ_LIMIT = 4096;
    private static final int MAX_ERRORS = 20;

    /** A code, the name of a field, or a trace id. Other text in their place is not shown. */
    private static final Pattern NAME = Pattern.compile("[\\w.\\[\\]:-]{1,100}+");

    static ApiFailure of(
            String operation,
            String method,
            String path,
            int status,
            Map<String, List<String>> headers,
            String body,
            Instant now) {
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        sorted.putAll(headers);
        var json = json(body);
        var trace = text(json.get("clerk_trace_id"));
        var traceId = trace != null ? trace : first(sorted, "cf-ray");
        var header = first(sorted, "Retry-After");
        var retryAfter = header == null ? null : RetryAfter.parse(header, now);
        var items = items(json.get("errors"));
        return new ApiFailure(
                operation,
                method,
                path,
                status,
                traceId,
                errors(items.subList(0, Math.min(items.size(), MAX_ERRORS))),
                items.size(),
                retryAfter,
                Collections.unmodifiableMap(sorted));
    }

    // A proxy may answer with HTML or an empty body: then only the status is known.
    private static JsonValue json(String body) {
        try {
            return JsonValue.parse(body);
        } catch (ClerkDecodingException e) {
            return JsonValue.NULL;
        }
    }

    private static List<JsonValue> items(@Nullable JsonValue json) {
        return json != null && json.isArray() ? json.items() : List.of();
    }

    /** Reads the errors of a list. One of another shape is skipped, and the others are kept. */
    static List<ClerkError> errors(List<JsonValue> items) {
        var errors = new ArrayList<ClerkError>();
        for (var item : items) {
            try {
                errors.add(item.as(ClerkError.CODEC));
            } catch (ClerkDecodingException e) {
                // The one error is lost; the rest is of use.
            }
        }
        return List.copyOf(errors);
    }

    private static @Nullable String text(@Nullable JsonValue json) {
        return json != null && json.isString() && !json.asString().isBlank() ? json.asString() : null;
    }

    /** Returns the first value of a header, or null. */
    static @Nullable String first(Map<String, List<String>> headers, String name) {
        var values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    String message() {
        var out = new StringBuilder()
                .append(method)
                .append(' ')
                .append(path)
                .append(" -> ")
                .append(status);
        if (!errors.isEmpty()) {
            describe(errors.get(0), out);
        }
        var details = details();
        return details.isEmpty()
                ? out.toString()
                : out.append(" (").append(details).append(')').toString();
    }

    private static void describe(ClerkError error, StringBuilder out) {
        var code = error.code();
        if (code != null) {
            out.append(' ').append(name(code));
        }
        var message = error.message() != null ? error.message() : error.longMessage();
        if (message != null) {
            out.append(": ").append(prose(message));
        }
    }

    // A proxy may echo the request. Replace credentials before the text is cut: a cut token would not be recognized.
    private static String prose(String message) {
        var line = LogText.sanitize(message, READ_LIMIT);
        return LogText.sanitize(Credentials.mask(line), MESSAGE_LIMIT);
    }

    private static String name(String text) {
        return NAME.matcher(text).matches() ? Credentials.mask(text) : "…";
    }

    private String details() {
        var details = new ArrayList<String>();
        var param = errors.isEmpty() ? null : errors.get(0).paramName();
        if (param != null) {
            details.add("param=" + name(param));
        }
        if (!errors.isEmpty() && errorCount > 1) {
            details.add("first of " + errorCount + " errors");
        }
        if (retryAfter != null) {
            details.add("retry after " + seconds(retryAfter) + " s");
        }
        if (traceId != null) {
            details.add("trace=" + name(traceId));
        }
        return String.join(", ", details);
    }

    /** Rounds up: who waits as long as the message says has waited long enough. */
    private static long seconds(Duration wait) {
        return wait.getNano() == 0 ? wait.getSeconds() : wait.getSeconds() + 1;
    }
}
