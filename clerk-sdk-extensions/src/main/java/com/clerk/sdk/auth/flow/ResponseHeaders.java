package com.clerk.sdk.auth.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A builder of the headers to add to a response. It leaves out a value that a header cannot hold, so that no value adds
 * lines to the response.
 *
 * <p>A response that sets a cookie or redirects is for one browser only: a shared cache that stored it would hand one
 * user's session to the next. So such a response always has {@code Cache-Control: private, no-store} (RFC 9111 section
 * 5.2.2): docs/behaviour.md, section 2.9.
 */
final class ResponseHeaders {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    ResponseHeaders add(String name, String value) {
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff);
        if (printable && !value.isEmpty()) {
            values.computeIfAbsent(name, same -> new ArrayList<>()).add(value);
        }
        return this;
    }

    /** Adds the status of the request: docs/behaviour.md, section 2.9. */
    ResponseHeaders status(String status, String reason, String message) {
        return add("x-clerk-auth-status", status)
                .add("x-clerk-auth-reason", reason)
                .add("x-clerk-auth-message", message);
    }

    ResponseHeaders addAll(Map<String, List<String>> others) {
        others.forEach((name, several) -> several.forEach(value -> add(name, value)));
        return this;
    }

    Map<String, List<String>> build() {
        if (values.containsKey("set-cookie") || values.containsKey("location")) {
            values.put("cache-control", List.of("private, no-store"));
        }
        var copy = new LinkedHashMap<String, List<String>>();
        values.forEach((name, several) -> copy.put(name, List.copyOf(several)));
        return Collections.unmodifiableMap(copy);
    }
}
