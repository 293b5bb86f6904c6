package com.clerk.sdk.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a node of the contract; a null value leaves its key out. */
final class Facts {
    private final Map<String, Object> map = new LinkedHashMap<>();

    private Facts() {}

    static Facts empty() {
        return new Facts();
    }

    static Facts of(String key, Object value) {
        return new Facts().put(key, value);
    }

    static Facts of(Map<String, Object> facts) {
        var result = new Facts();
        facts.forEach(result::put);
        return result;
    }

    Facts put(String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
        return this;
    }

    /** Adds those of these facts that are there. */
    Facts copy(Map<String, Object> from, List<String> keys) {
        keys.forEach(key -> put(key, from.get(key)));
        return this;
    }

    Map<String, Object> map() {
        return map;
    }
}
