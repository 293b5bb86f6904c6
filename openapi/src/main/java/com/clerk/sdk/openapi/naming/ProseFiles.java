package com.clerk.sdk.openapi.naming;

import com.clerk.sdk.openapi.upstream.ImportException;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The prose of one API, from the files in {@code openapi/docs}. A contract contains no other prose. */
public final class ProseFiles {
    private final Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> types = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> events = new LinkedHashMap<>();

    private ProseFiles() {}

    /**
     * Reads the prose of one API. Types that it does not describe take the description of the Backend API's type of the
     * same name.
     *
     * @param folder the folder of the API; it may be missing
     * @return the prose
     * @throws ImportException if something is described twice
     */
    public static ProseFiles load(Path folder) {
        var docs = read(folder);
        read(folder.resolveSibling("backend")).types.forEach(docs.types::putIfAbsent);
        return docs;
    }

    private static ProseFiles read(Path folder) {
        var docs = new ProseFiles();
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
        var document = Yaml.read(file, shown(file));
        if (document.get("group") instanceof String group) {
            groups.put(group, document);
            Yaml.map(document.get("operations"))
                    .forEach((name, text) -> put(operations, group + "." + name, text, file));
        }
        Yaml.map(document.get("types")).forEach((name, text) -> put(types, name, text, file));
        Yaml.map(document.get("events")).forEach((name, text) -> put(events, name, text, file));
    }

    private static String shown(Path file) {
        return "docs/" + file.getParent().getFileName() + "/" + file.getFileName();
    }

    private static void put(Map<String, Map<String, Object>> all, String key, Object text, Path file) {
        if (all.put(key, Yaml.map(text)) != null) {
            throw new ImportException(shown(file), key, "it is described twice", "Remove one of the descriptions");
        }
    }

    /**
     * Returns the summary of a group of operations.
     *
     * @param group the group
     * @return HTML, or null if absent
     */
    public String group(String group) {
        return text(groups.get(group), "summary");
    }

    /**
     * Returns one part of the description of an operation.
     *
     * @param operation the operation, as {@code group.method}
     * @param part {@code summary}, {@code details} or {@code returns}
     * @return HTML, or null if absent
     */
    public String operation(String operation, String part) {
        return text(operations.get(operation), part);
    }

    /**
     * Returns the description of a parameter.
     *
     * @param operation the operation, as {@code group.method}
     * @param path the parameter, or the path of a field in it
     * @return HTML, or null if absent
     */
    public String parameter(String operation, String path) {
        return nested(operations.get(operation), "params", path);
    }

    /**
     * Returns the summary of a type.
     *
     * @param type the type
     * @return HTML, or null if absent
     */
    public String type(String type) {
        return text(types.get(type), "summary");
    }

    /**
     * Returns the description of a field.
     *
     * @param type the type
     * @param path the field, or the path of a field in it
     * @return HTML, or null if absent
     */
    public String field(String type, String path) {
        return nested(types.get(type), "fields", path);
    }

    /**
     * Returns the summary of a webhook event.
     *
     * @param event the event
     * @return HTML, or null if absent
     */
    public String event(String event) {
        return text(events.get(event), "summary");
    }

    private static String nested(Map<String, Object> entry, String part, String path) {
        return entry == null ? null : text(Yaml.map(entry.get(part)), path);
    }

    private static String text(Map<String, Object> entry, String key) {
        return entry == null || entry.get(key) == null ? null : ProseMarkup.html(String.valueOf(entry.get(key)));
    }
}
