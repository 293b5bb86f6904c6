package com.clerk.sdk.testing.server.contract;

import java.util.List;
import java.util.Map;

/**
 * A type of the contract. Immutable.
 *
 * @param name the name
 * @param values the values of an enum; empty for any other type
 * @param fields the fields by name, in the contract's order
 */
public record Type(String name, List<String> values, Map<String, Field> fields) {
    /** Returns whether this is an enum. */
    public boolean isEnum() {
        return !values.isEmpty();
    }
}
