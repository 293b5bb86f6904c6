package com.clerk.sdk.testing;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, decoded. */
record Query(Map<String, List<String>> values) {
    @Nullable
    String first(String name) {
        var all = values.get(name);
        return all == null ? null : all.get(0);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    boolean flag(String name) {
        var text = first(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw Problem.malformed(name, "true or false");
    }

    OptionalLong number(String name) {
        var text = first(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw Problem.malformed(name, "a whole number");
        }
    }
}
