package com.clerk.sdk.testing.server.http;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The decoded query parameters of a request. */
public final class Query {
    private final Map<String, List<String>> values;

    Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Returns the first value of a parameter, or null if the query does not have it. */
    public @Nullable String first(String name) {
        var all = values.get(name);
        return all == null ? null : all.get(0);
    }

    /** Returns all values of a parameter; an empty list if the query does not have it. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Returns whether the query has a parameter, with or without a value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns whether the query has no other parameters than these. */
    public boolean hasOnly(Set<String> names) {
        return names.containsAll(values.keySet());
    }

    /**
     * Returns a boolean parameter; false if the query does not have it.
     *
     * @throws ErrorResponseException if the value is neither {@code true} nor {@code false}
     */
    public boolean flag(String name) {
        var text = first(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ErrorResponseException.malformed(name, "true or false");
    }

    /**
     * Returns a numeric parameter, or empty if the query does not have it.
     *
     * @throws ErrorResponseException if the value is not a whole number
     */
    public OptionalLong number(String name) {
        var text = first(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw ErrorResponseException.malformed(name, "a whole number");
        }
    }
}
