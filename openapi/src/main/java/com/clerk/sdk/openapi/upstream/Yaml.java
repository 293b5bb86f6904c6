package com.clerk.sdk.openapi.upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML as maps, lists and scalars. Keeps the order of keys, and refuses duplicate keys. */
public final class Yaml {
    private static final int SIZE_LIMIT = 64 << 20;
    private static final int ALIAS_LIMIT = 1000;

    private Yaml() {}

    /**
     * Reads a file.
     *
     * @param file a YAML file whose root is a mapping
     * @return its root
     * @throws ImportException if the content is not a YAML mapping
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Map<String, Object> read(Path file) {
        try {
            return parse(Files.readString(file), file.getFileName().toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * Parses a text.
     *
     * @param text YAML whose root is a mapping
     * @param name the file name to show in messages
     * @return its root
     * @throws ImportException if the text is not a YAML mapping
     */
    public static Map<String, Object> parse(String text, String name) {
        var settings = LoadSettings.builder()
                .setCodePointLimit(SIZE_LIMIT)
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(ALIAS_LIMIT)
                .build();
        Object root;
        try {
            root = stringKeys(new Load(settings).loadFromString(text));
        } catch (YamlEngineException e) {
            throw new ImportException(name, place(e), "it is not YAML: " + problem(e), "Correct the file");
        }
        if (!(root instanceof Map)) {
            throw new ImportException(
                    name, "the document", "it is not a YAML mapping", "Check that it is the right file");
        }
        return map(root);
    }

    /**
     * Returns a copy of a value as a mapping.
     *
     * @param value any value
     * @return a mutable copy; empty if the value is not a mapping
     */
    public static Map<String, Object> map(Object value) {
        var result = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> result.put(String.valueOf(key), item));
        }
        return result;
    }

    /**
     * Returns a value as a list.
     *
     * @param value any value
     * @return the value itself; empty if it is not a list
     */
    public static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    /** Returns the value with every key as a string, so that the status codes 200 and "200" are one key. */
    private static Object stringKeys(Object value) {
        if (value instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<String, Object>();
            map.forEach((key, item) -> result.put(String.valueOf(key), stringKeys(item)));
            return result;
        }
        if (value instanceof List<?> list) {
            // Unlike List.of, this accepts null: an enum may list it.
            var result = new ArrayList<Object>();
            list.forEach(item -> result.add(stringKeys(item)));
            return result;
        }
        return value;
    }

    private static String place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> "line " + (mark.getLine() + 1))
                        .orElse("the document")
                : "the document";
    }

    private static String problem(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? String.valueOf(marked.getProblem())
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
