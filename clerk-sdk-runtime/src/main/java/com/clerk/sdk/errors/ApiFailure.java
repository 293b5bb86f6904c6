package com.clerk.sdk.errors;

import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.internal.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an answer without success says, as far as it can be read. */
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

    /** Clerk's keys and tokens by how they begin, JWTs, and whatever follows Bearer. */
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
        var retryAfter = first(sorted, "Retry-After");
        return new ApiFailure(
                operation,
                method,
                path,
                status,
                trace != null ? trace : first(sorted, "cf-ray"),
                errors(json.get("errors")),
                retryAfter == null ? null : RetryAfter.parse(retryAfter, now),
                Collections.unmodifiableMap(sorted));
    }

    // A proxy may answer with HTML, or with nothing: the status alone must do then.
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
                // an error of another shape tells nothing, but the others may
            }
        }
        return List.copyOf(errors);
    }

    private static @Nullable String text(@Nullable JsonValue json) {
        return json != null && json.isString() && !json.asString().isBlank() ? json.asString() : null;
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
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
            out.append(' ').append(Texts.clean(code, NAME_LIMIT));
        }
        var message = error.message() != null ? error.message() : error.longMessage();
        if (message != null) {
            out.append(": ").append(withoutCredentials(message));
        }
    }

    // A proxy may repeat what it was sent. What is left out goes before the text is cut, which could halve a token.
    private static String withoutCredentials(String message) {
        var line = Texts.clean(message, message.length());
        return Texts.clean(CREDENTIAL.matcher(line).replaceAll("…"), MESSAGE_LIMIT);
    }

    private String details() {
        var out = new StringBuilder();
        var param = errors.isEmpty() ? null : errors.get(0).paramName();
        if (param != null) {
            out.append("param=").append(Texts.clean(param, NAME_LIMIT));
        }
        if (errors.size() > 1) {
            out.append(out.isEmpty() ? "" : ", ")
                    .append("first of ")
                    .append(errors.size())
                    .append(" errors");
        }
        if (traceId != null) {
            out.append(out.isEmpty() ? "" : ", ").append("trace=").append(Texts.clean(traceId, NAME_LIMIT));
        }
        return out.toString();
    }
}
