package com.clerk.sdk.openapi.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds names in an OpenAPI document that are not plain. Names become parts of generated code: of string literals and
 * of comments. A plain name has no character that could end either, so no document can add code of its own.
 */
public final class PlainNames {
    private static final int LONGEST = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$#.:/@+\\[\\]-]{1," + LONGEST + "}");
    private static final Pattern PATH = Pattern.compile("(?:[A-Za-z0-9_.~:/-]|\\{[A-Za-z0-9_.-]+}){1," + LONGEST + "}");

    /** Text that cannot stand on one line: control characters, line separators, and halves of surrogate pairs. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]");

    /** Keys whose value is a mapping from names to nodes. */
    private static final Set<String> NAMED = Set.of(
            "properties",
            "paths",
            "x-webhooks",
            "schemas",
            "parameters",
            "responses",
            "requestBodies",
            "headers",
            "securitySchemes",
            "variables");

    /** Keys whose value is data, or prose. Generated code does not contain it. */
    private static final Set<String> DATA = Set.of("example", "examples", "default", "mapping", "x-clerk-computed");

    /** Keys whose value is a name, if it is a text. */
    private static final Set<String> NAMES =
            Set.of("operationId", "in", "type", "format", "style", "version", "x-clerk-http", "x-clerk-in");

    private final List<String> locations = new ArrayList<>();

    private PlainNames() {}

    /**
     * Returns the places of names that are not plain.
     *
     * @param document an upstream document or a contract
     * @return the places, as dotted paths without unprintable characters; empty if every name is plain
     */
    public static List<String> violations(Map<String, Object> document) {
        var names = new PlainNames();
        names.node(document, "");
        return names.locations;
    }

    /**
     * Tells whether a text is a plain name.
     *
     * @param text any text
     * @return whether it consists of characters that are safe in literals and comments
     */
    public static boolean isPlain(String text) {
        return NAME.matcher(text).matches() && !text.contains("//");
    }

    private void node(Object node, String location) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> entry(String.valueOf(key), value, location));
            if (map.containsKey("in") && map.get("name") instanceof String parameter) {
                check(isPlain(parameter), at(location, parameter));
            }
        } else if (node instanceof List<?> list) {
            for (var i = 0; i < list.size(); i++) {
                node(list.get(i), location + "[" + i + "]");
            }
        }
    }

    private void entry(String key, Object value, String location) {
        var here = at(location, key);
        check(isPlain(key), here);
        if (DATA.contains(key)) {
            return;
        }
        if (value instanceof Map<?, ?> map && "content".equals(key)) {
            map.forEach((mediaType, media) -> node(media, at(here, mediaType)));
        } else if (value instanceof Map<?, ?> map && NAMED.contains(key)) {
            names(map, here, "paths".equals(key));
        } else if (value instanceof List<?> values && "enum".equals(key)) {
            values.forEach(
                    item -> check(!UNPRINTABLE.matcher(String.valueOf(item)).find(), at(here, item)));
        } else if (value instanceof String text && NAMES.contains(key)) {
            check(isPlain(text), at(here, text));
        } else {
            node(value, here);
        }
    }

    private void names(Map<?, ?> nodes, String location, boolean arePaths) {
        nodes.forEach((key, value) -> {
            var name = String.valueOf(key);
            var here = at(location, name);
            check(arePaths ? PATH.matcher(name).matches() && !name.contains("//") : isPlain(name), here);
            node(value, here);
        });
    }

    private void check(boolean isPlain, String location) {
        if (!isPlain) {
            locations.add(location);
        }
    }

    /** Returns a place as one short line: a name that is not plain may have line breaks, or be long. */
    private static String at(String location, Object name) {
        var text = UNPRINTABLE.matcher(String.valueOf(name)).replaceAll("?");
        var shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return location.isEmpty() ? shown : location + "." + shown;
    }
}
