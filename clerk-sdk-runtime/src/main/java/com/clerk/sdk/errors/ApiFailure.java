package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.JsonValue;
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
        @Nullable Duration retryAfter,
        Map<String, List<String>> headers) {
    private static final int MESSAGE_LIMIT = 300;
    private static final int NAME_LIMIT = 100;

    /** Clerk's keys and tokens by their prefix, JWTs, and any text after {@code Bearer}. */
    private static final Pattern CREDENTIAL =
            Pattern.compile("\\b(?:sk|ak|mt|oat|whsec)_\\w+|\\bey[\\w-]+\\.[\\w.-]+|(?i:\\bbearer)\\s+\\S+");

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
        return new ApiFailure(
                operation,
                method,
                path,
                status,
                traceId,
                errors(json.get("errors")),
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

    private static List<ClerkError> errors(@Nullable JsonValue json) {
        if (json == null || !json.isArray()) {
            return List.of();
        }
        var errors = new ArrayList<ClerkError>();
        for (var item : json.items()) {
            try {
                errors.add(item.as(ClerkError.CODEC));
            } catch (ClerkDecodingException e) {
                // An error of another shape is skipped, and the others are kept.
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
            out.append(' ').append(LogText.sanitize(code, NAME_LIMIT));
        }
        var message = error.message() != null ? error.message() : error.longMessage();
        if (message != null) {
            out.append(": ").append(redact(message));
        }
    }

    // A proxy may echo the request. Replace credentials before the text is cut: a cut token would not be recognized.
    private static String redact(String message) {
        var line = LogText.sanitize(message, message.length());
        return LogText.sanitize(CREDENTIAL.matcher(line).replaceAll("…"), MESSAGE_LIMIT);
    }

    private String details() {
        var out = new StringBuilder();
        var param = errors.isEmpty() ? null : errors.get(0).paramName();
        if (param != null) {
            out.append("param=").append(LogText.sanitize(param, NAME_LIMIT));
        }
        if (errors.size() > 1) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append("first of ")
                    .append(errors.size())
                    .append(" errors");
        }
        if (traceId != null) {
            out.append(out.isEmpty() ? "" : ", ").append("trace=").append(LogText.sanitize(traceId, NAME_LIMIT));
        }
        return out.toString();
    }
}
