package com.clerk.sdk.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML as plain maps, lists and scalars. Reading keeps the order of keys and refuses duplicates. */
final class Yaml {
    private static final int SIZE_LIMIT = 64 << 20;

    private Yaml() {}

    static Map<String, Object> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
        return parse(text, file.getFileName().toString());
    }

    static Map<String, Object> parse(String text, String name) {
        Object root;
        try {
            root = new Load(LoadSettings.builder()
                            .setCodePointLimit(SIZE_LIMIT)
                            .setAllowDuplicateKeys(false)
                            .setMaxAliasesForCollections(1000)
                            .build())
                    .loadFromString(text);
        } catch (YamlEngineException e) {
            throw new ImportException(name, "the document", "it is not YAML: " + firstLine(e), "Check the file");
        }
        if (!(root instanceof Map)) {
            throw new ImportException(name, "the document", "it is not a YAML mapping", "Check that it is the right file");
        }
        return map(root);
    }

    /** The same value with every key a string, so that a status code 200 and "200" are one key. */
    static Map<String, Object> map(Object value) {
        var result = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> result.put(String.valueOf(key), stringKeys(item)));
        }
        return result;
    }

    /** The value as a list; empty when it is none. */
    static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static Object stringKeys(Object value) {
        if (value instanceof Map<?, ?>) {
            return map(value);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Yaml::stringKeys).toList();
        }
        return value;
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    }
}
