package com.clerk.sdk.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The checked-in names of one API: which operation is which method, which upstream schema is which type. A name that is
 * missing gets a proposal; the import fails until the proposals are accepted, so that nothing is ever renamed by
 * accident.
 */
final class Names {
    private static final String HEADER =
            "# Names are part of the public API: change one only in a major version. See openapi/README.md.\n";
    private static final List<String> TYPE_SECTIONS = List.of("types", "inline", "events");

    private final Path file;
    private final Map<String, Object> document;
    private final Map<String, Map<String, String>> proposals = new LinkedHashMap<>();
    private boolean changed;

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
        return accepted == null ? proposed(section).computeIfAbsent(key, unused -> proposal) : accepted;
    }

    /** The same for a type; a proposal that another type has already gets a number. */
    String newType(String section, String key, String proposal) {
        var accepted = find(section, key);
        return accepted == null ? proposed(section).computeIfAbsent(key, unused -> free(proposal)) : accepted;
    }

    /** The accepted name, or null. */
    String find(String section, String key) {
        var value = section(section).get(key);
        return value == null ? null : String.valueOf(value);
    }

    /** How the union of this name is told apart: a map with {@code by} or {@code present}; null when not declared. */
    Map<String, Object> union(String type) {
        var unions = section("unions");
        return unions.containsKey(type) ? Yaml.map(unions.get(type)) : null;
    }

    /** Whether a list section holds this entry, such as a secret or a union that is to be one object. */
    boolean lists(String section, String entry) {
        return Yaml.list(document.get(section)).contains(entry);
    }

    /** What was proposed, a line each; empty when every name is accepted. */
    List<String> missing() {
        var lines = new ArrayList<String>();
        proposals.forEach((section, names) -> names.forEach(
                (key, name) -> lines.add("no name in " + section + " for " + key + "; proposed: " + name)));
        return lines;
    }

    /** Takes every proposal as the name. */
    void accept() {
        proposals.forEach((section, names) -> {
            var merged = new LinkedHashMap<>(section(section));
            merged.putAll(names);
            document.put(section, merged);
            changed |= !names.isEmpty();
        });
        proposals.clear();
    }

    /** Writes the names file, if names were added. */
    void write() throws IOException {
        if (changed) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, HEADER + YamlWriter.write(document));
        }
    }

    private String free(String proposal) {
        var taken = TYPE_SECTIONS.stream()
                .flatMap(section ->
                        Stream.concat(section(section).values().stream(), proposed(section).values().stream()))
                .toList();
        var name = proposal;
        for (var number = 2; taken.contains(name); number++) {
            name = proposal + number;
        }
        return name;
    }

    private Map<String, Object> section(String section) {
        return Yaml.map(document.get(section));
    }

    private Map<String, String> proposed(String section) {
        return proposals.computeIfAbsent(section, unused -> new LinkedHashMap<>());
    }
}
