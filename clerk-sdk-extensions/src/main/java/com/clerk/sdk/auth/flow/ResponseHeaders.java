package com.clerk.sdk.auth.flow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what a response shall carry. A value that no header can hold is left out, so that nobody can add lines. */
final class ResponseHeaders {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    ResponseHeaders add(String name, String value) {
        boolean printable = value.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff);
        if (printable && !value.isEmpty()) {
            values.computeIfAbsent(name, same -> new ArrayList<>()).add(value);
        }
        return this;
    }

    /** Says what became of the request, as Clerk's other SDKs do. */
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
        var copy = new LinkedHashMap<String, List<String>>();
        values.forEach((name, several) -> copy.put(name, List.copyOf(several)));
        return Collections.unmodifiableMap(copy);
    }
}
