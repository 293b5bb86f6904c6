package com.clerk.sdk.openapi.upstream;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads YAML as maps, lists and scalars. Keeps the order of keys, and refuses duplicate keys. */
public final class Yaml {
    private static final int SIZE_LIMIT = 64 << 20;
    private static final int ALIAS_LIMIT = 1000;

    /** Clerk's documents nest 18 levels deep, and have fewer than 100,000 values. */
    private static final int DEPTH_LIMIT = 100;

    private static final int VALUE_LIMIT = 1_000_000;

    private Yaml() {}

    /**
     * Reads a file.
     *
     * @param file a YAML file whose root is a mapping
     * @return its root
     * @throws ImportException if the file cannot be read, or its content is not a YAML mapping
     */
    public static Map<String, Object> read(Path file) {
        return read(file, String.valueOf(file.getFileName()));
    }

    /**
     * Reads a file, and calls it by another name.
     *
     * @param file a YAML file whose root is a mapping
     * @param name the file name to show in messages
     * @return its root
     * @throws ImportException if the file cannot be read, or its content is not a YAML mapping
     */
    public static Map<String, Object> read(Path file, String name) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ImportException(name, "the file", "there is no " + file, "Correct the path");
        } catch (CharacterCodingException e) {
            throw new ImportException(name, "the file", "it is not UTF-8", "Check that it is the right file");
        } catch (IOException e) {
            throw new ImportException(name, "the file", "it cannot be read: " + e.getMessage(), "Correct the path");
        }
        return parse(text, name);
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
            checkDepth(text, settings, name);
            root = new Copy(name).of(new Load(settings).loadFromString(text), 0);
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

    /** Refuses a text that nests too deep, before anything that reads it by recursion does. */
    private static void checkDepth(String text, LoadSettings settings, String name) {
        var depth = 0;
        for (var event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            if (depth > DEPTH_LIMIT) {
                throw tooDeep(name, place(event.getStartMark()));
            }
        }
    }

    private static ImportException tooDeep(String name, String place) {
        return new ImportException(
                name, place, "it nests deeper than " + DEPTH_LIMIT + " levels", "Check that it is the right file");
    }

    /** Copies values with every key as a string, so that the status codes 200 and "200" are one key. */
    private static final class Copy {
        private final String name;
        private int count;

        Copy(String name) {
            this.name = name;
        }

        /** Copies a value. An alias is copied each time that it is used, so the limits hold for what it stands for. */
        Object of(Object value, int depth) {
            count++;
            if (depth > DEPTH_LIMIT) {
                throw tooDeep(name, "an alias");
            }
            if (count > VALUE_LIMIT) {
                throw new ImportException(
                        name,
                        "its aliases",
                        "they stand for more than " + VALUE_LIMIT + " values",
                        "Check that it is the right file");
            }
            if (value instanceof Map<?, ?> map) {
                var result = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> result.put(String.valueOf(key), of(item, depth + 1)));
                return result;
            }
            if (value instanceof List<?> list) {
                // Unlike List.of, this accepts null: an enum may list it.
                var result = new ArrayList<Object>();
                list.forEach(item -> result.add(of(item, depth + 1)));
                return result;
            }
            return value;
        }
    }

    private static String place(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked ? place(marked.getProblemMark()) : "the document";
    }

    private static String place(Optional<Mark> mark) {
        return mark.map(at -> "line " + (at.getLine() + 1)).orElse("the document");
    }

    private static String problem(YamlEngineException e) {
        return e instanceof MarkedYamlEngineException marked
                ? String.valueOf(marked.getProblem())
                : String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
