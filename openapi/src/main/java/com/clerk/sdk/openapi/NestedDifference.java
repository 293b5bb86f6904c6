package com.clerk.sdk.openapi;

import com.clerk.sdk.openapi.upstream.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the differences between two nodes of a contract at any depth, and writes each as one line. It finds every
 * difference but the order of keys.
 */
final class NestedDifference {
    private static final Set<String> PROSE = Set.of("description", "summary", "about", "html");

    private final List<String> lines = new ArrayList<>();

    private NestedDifference() {}

    /**
     * Returns a line for each difference, such as {@code ~ operation users.list: parameters.limit.maximum 100 -> 500}.
     *
     * @param where the place of the two nodes
     * @param before the node as it was, or null
     * @param now the node as it is, or null
     */
    static List<String> lines(String where, Object before, Object now) {
        var difference = new NestedDifference();
        difference.compare(where + ":", "", before, now);
        return difference.lines;
    }

    private void compare(String where, String path, Object before, Object now) {
        if (before instanceof Map<?, ?> && now instanceof Map<?, ?>) {
            maps(where, path, Yaml.map(before), Yaml.map(now));
        } else if (before instanceof List<?> some && now instanceof List<?> others && areMappings(some, others)) {
            lists(where, path, some, others);
        } else if (!Objects.equals(before, now)) {
            leaf(where, path, before, now);
        }
    }

    private void maps(String where, String path, Map<String, Object> before, Map<String, Object> now) {
        var keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(now.keySet());
        keys.forEach(key -> compare(where, path.isEmpty() ? key : path + "." + key, before.get(key), now.get(key)));
    }

    private void lists(String where, String path, List<?> before, List<?> now) {
        for (var i = 0; i < Math.max(before.size(), now.size()); i++) {
            compare(where, path + "[" + i + "]", element(before, i), element(now, i));
        }
    }

    /** Returns an element, or null beyond the end of the list. */
    private static Object element(List<?> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    private static boolean areMappings(List<?> before, List<?> now) {
        return before.stream().allMatch(Map.class::isInstance) && now.stream().allMatch(Map.class::isInstance);
    }

    private void leaf(String where, String path, Object before, Object now) {
        var key = path.substring(path.lastIndexOf('.') + 1);
        var change = PROSE.contains(key) ? " is worded differently" : " " + before + " -> " + now;
        lines.add("~ " + where + " " + path + change);
    }
}
