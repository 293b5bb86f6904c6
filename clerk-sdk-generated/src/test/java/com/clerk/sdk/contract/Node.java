package com.clerk.sdk.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One mapping of a YAML document. A missing entry is empty. */
record Node(Map<?, ?> content) {
    static Node of(@Nullable Object value) {
        return new Node(value instanceof Map<?, ?> map ? map : Map.of());
    }

    boolean has(String key) {
        return content.containsKey(key);
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(content.get(key));
    }

    String text(String key) {
        var value = content.get(key);
        return value == null ? "" : value.toString();
    }

    long number(String key, long otherwise) {
        return content.get(key) instanceof Number number ? number.longValue() : otherwise;
    }

    Node node(String key) {
        return of(content.get(key));
    }

    List<Node> nodes(String key) {
        return content.get(key) instanceof List<?> list
                ? list.stream().map(Node::of).toList()
                : List.of();
    }

    List<Object> values(String key) {
        return content.get(key) instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    List<String> texts(String key) {
        return values(key).stream().map(String::valueOf).toList();
    }

    /** The mappings in this one, by their keys as text. */
    Map<String, Node> children() {
        var children = new LinkedHashMap<String, Node>();
        content.forEach((key, value) -> children.put(key.toString(), of(value)));
        return children;
    }
}
