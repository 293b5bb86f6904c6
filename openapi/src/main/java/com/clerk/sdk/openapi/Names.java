package com.clerk.sdk.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The checked-in names of one API: which operation is which method, which upstream schema is which type. A name that is
 * missing gets a proposal; the import fails until the proposals are accepted, so that nothing is ever renamed by accident.
 */
final class Names {
    private static final String HEADER = "# Names are part of the public API: change one only in a major version. See openapi/README.md.\n";

    private final Path file;
    private final Map<String, Object> document;
    private final Map<String, Map<String, String>> proposals = new LinkedHashMap<>();

    private Names(Path file, Map<String, Object> document) {
        this.file = file;
        this.document = document;
    }

    static Names load(Path file) {
        return new Names(file, Files.exists(file) ? Yaml.read(file) : new LinkedHashMap<>());
    }

    /** The accepted name, or the proposal, which is noted. */
    String name(String section, String key, String proposal) {
        var accepted = find(section, key);
        if (accepted != null) {
            return accepted;
        }
        return proposals.computeIfAbsent(section, unused -> new LinkedHashMap<>()).computeIfAbsent(key, unused -> proposal);
    }

    /** The accepted name, or null. */
    String find(String section, String key) {
        var value = Yaml.map(document.get(section)).get(key);
        return value == null ? null : String.valueOf(value);
    }

    /** How the union of this name is told apart: a map with {@code by} or {@code present}; null when not declared. */
    Map<String, Object> union(String type) {
        var unions = Yaml.map(document.get("unions"));
        return unions.containsKey(type) ? Yaml.map(unions.get(type)) : null;
    }

    /** Whether a list section holds this entry, such as a secret or a union that is to be one object. */
    boolean lists(String section, String entry) {
        return document.get(section) instanceof List<?> list && list.contains(entry);
    }

    /** What was proposed, a line each; empty when every name is accepted. */
    List<String> missing() {
        var lines = new ArrayList<String>();
        proposals.forEach((section, names) ->
                names.forEach((key, name) -> lines.add("no name in " + section + " for " + key + "; proposed: " + name)));
        return lines;
    }

    /** Adds the proposals to the names file. */
    void accept() {
        proposals.forEach((section, names) -> {
            var merged = new TreeMap<String, Object>(Yaml.map(document.get(section)));
            merged.putAll(names);
            document.put(section, new LinkedHashMap<>(merged));
        });
        proposals.clear();
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, HEADER + YamlWriter.write(document));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
