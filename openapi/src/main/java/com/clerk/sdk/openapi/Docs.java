package com.clerk.sdk.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Our own prose for one API, from the files in {@code openapi/docs}: the only prose that a contract holds. */
final class Docs {
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

    private Docs() {}

    /** The prose of one API; what it does not say of a type, the Backend's may: the same type can be in both. */
    static Docs load(Path folder) {
        var docs = read(folder);
        read(folder.resolveSibling("backend")).types.forEach(docs.types::putIfAbsent);
        return docs;
    }

    private static Docs read(Path folder) {
        var docs = new Docs();
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(docs::add);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + folder, e);
            }
        }
        return docs;
    }

    private void add(Path file) {
        var document = Yaml.read(file);
        if (document.get("group") instanceof String group) {
            groups.put(group, document);
            Yaml.map(document.get("operations"))
                    .forEach((name, text) -> put(operations, group + "." + name, text, file));
        }
        Yaml.map(document.get("types")).forEach((name, text) -> put(types, name, text, file));
        Yaml.map(document.get("events")).forEach((name, text) -> put(events, name, text, file));
    }

    private static void put(Map<String, Map<String, Object>> all, String key, Object text, Path file) {
        if (all.put(key, Yaml.map(text)) != null) {
            throw new ImportException(
                    file.getFileName().toString(), key, "it is described twice", "Keep one of the two");
        }
    }

    String group(String group) {
        return text(groups.get(group), "summary");
    }

    String operation(String operation, String part) {
        return text(operations.get(operation), part);
    }

    String parameter(String operation, String path) {
        return nested(operations.get(operation), "params", path);
    }

    String type(String type) {
        return text(types.get(type), "summary");
    }

    String field(String type, String path) {
        return nested(types.get(type), "fields", path);
    }

    String event(String event) {
        return text(events.get(event), "summary");
    }

    private static String nested(Map<String, Object> entry, String part, String path) {
        return entry == null ? null : text(Yaml.map(entry.get(part)), path);
    }

    private static String text(Map<String, Object> entry, String key) {
        return entry == null || entry.get(key) == null ? null : Prose.html(String.valueOf(entry.get(key)));
    }
}
