package com.clerk.sdk.openapi.naming;

import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The checked-in names of one API: the method of each operation, the type of each upstream schema, and more. A missing
 * name gets a proposal, and the import fails until the proposals are accepted. This prevents accidental renames.
 */
public final class Names {
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

    /**
     * Reads the names of one API.
     *
     * @param file the names file; it may be missing
     * @return the names
     */
    public static Names load(Path file) {
        return new Names(file, Files.exists(file) ? Yaml.read(file, shown(file)) : new LinkedHashMap<>());
    }

    /** Returns the file name, for messages. */
    public String file() {
        return shown(file);
    }

    /** Contracts and names files have the same file names, so messages show the folder too. */
    private static String shown(Path file) {
        return "names/" + file.getFileName();
    }

    /**
     * Returns the accepted name. If it is missing, records the proposal as missing and returns it.
     *
     * @param section a section of the names file
     * @param key the upstream name
     * @param proposal the name to propose
     * @return the name
     */
    public String nameOrProposal(String section, String key, String proposal) {
        var accepted = find(section, key);
        return accepted == null ? proposed(section).computeIfAbsent(key, unused -> proposal) : accepted;
    }

    /**
     * Returns the accepted name of a type, like {@link #nameOrProposal}. A proposal that is taken gets a number.
     *
     * @param section a section of the names file
     * @param key the upstream name
     * @param proposal the name to propose
     * @return the name
     */
    public String typeNameOrProposal(String section, String key, String proposal) {
        var accepted = find(section, key);
        return accepted == null ? proposed(section).computeIfAbsent(key, unused -> unusedName(proposal)) : accepted;
    }

    /**
     * Returns an entry of a section.
     *
     * @param section a section of the names file
     * @param key the upstream name
     * @return the entry, or null if absent
     */
    public String find(String section, String key) {
        var value = section(section).get(key);
        return value == null ? null : String.valueOf(value);
    }

    /**
     * Returns how the members of a union are recognized.
     *
     * @param type the name of the union
     * @return a map with {@code by} or {@code present}, or null if there is no entry
     */
    public Map<String, Object> unionSelector(String type) {
        var unions = section("unions");
        return unions.containsKey(type) ? Yaml.map(unions.get(type)) : null;
    }

    /**
     * Tells whether a section that is a list, such as {@code secrets}, contains an entry.
     *
     * @param section a section of the names file
     * @param entry the entry
     * @return whether the section contains it
     */
    public boolean contains(String section, String entry) {
        return Yaml.list(document.get(section)).contains(entry);
    }

    /** Returns a message for each name that is only proposed; empty if every name is accepted. */
    public List<String> missing() {
        var lines = new ArrayList<String>();
        proposals.forEach((section, names) -> names.forEach(
                (key, name) -> lines.add("no name in " + section + " for " + key + "; proposed: " + name)));
        return lines;
    }

    /** Adds every proposal to the accepted names. */
    public void acceptProposals() {
        proposals.forEach((section, names) -> {
            var merged = new LinkedHashMap<>(section(section));
            merged.putAll(names);
            document.put(section, merged);
            changed |= !names.isEmpty();
        });
        proposals.clear();
    }

    /**
     * Writes the names file, if proposals were accepted.
     *
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        if (changed) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, HEADER + YamlWriter.write(document));
        }
    }

    private String unusedName(String proposal) {
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

    /**
     * Returns a section that is a map.
     *
     * @param section a section of the names file
     * @return its entries; empty if absent
     */
    public Map<String, Object> section(String section) {
        return Yaml.map(document.get(section));
    }

    private Map<String, String> proposed(String section) {
        return proposals.computeIfAbsent(section, unused -> new LinkedHashMap<>());
    }
}
