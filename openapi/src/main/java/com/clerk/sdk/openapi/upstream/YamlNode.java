package com.clerk.sdk.openapi.upstream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a mapping node of the contract. A null value omits its key. */
public final class YamlNode {
    private final Map<String, Object> map = new LinkedHashMap<>();

    private YamlNode() {}

    /** Returns a node without entries. */
    public static YamlNode empty() {
        return new YamlNode();
    }

    /**
     * Returns a node with one entry.
     *
     * @param key the key
     * @param value the value, or null for no entry
     */
    public static YamlNode of(String key, Object value) {
        return new YamlNode().put(key, value);
    }

    /**
     * Returns a node with a copy of these entries.
     *
     * @param entries the entries
     */
    public static YamlNode of(Map<String, Object> entries) {
        var result = new YamlNode();
        entries.forEach(result::put);
        return result;
    }

    /**
     * Sets an entry.
     *
     * @param key the key
     * @param value the value, or null to leave the node as it is
     * @return this node
     */
    public YamlNode put(String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
        return this;
    }

    /**
     * Sets an entry to true if a condition holds.
     *
     * @param key the key
     * @param condition whether to set it
     * @return this node
     */
    public YamlNode flag(String key, boolean condition) {
        return putIf(condition, key, true);
    }

    /**
     * Sets an entry if a condition holds.
     *
     * @param condition whether to set it
     * @param key the key
     * @param value the value, or null to leave the node as it is
     * @return this node
     */
    public YamlNode putIf(boolean condition, String key, Object value) {
        return condition ? put(key, value) : this;
    }

    /**
     * Copies the entries of these keys, where they are present.
     *
     * @param from the source
     * @param keys the keys to copy
     * @return this node
     */
    public YamlNode copy(Map<String, Object> from, List<String> keys) {
        keys.forEach(key -> put(key, from.get(key)));
        return this;
    }

    /** Returns the entries, in the order in which they were set. */
    public Map<String, Object> map() {
        return map;
    }
}
