package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rows in rows.yaml. */
final class Rows {
    /** A table of rows that share a baseline; the text describes it, and {@code against} is its benchmark. */
    record Group(String title, String baseline, String against, List<Row> rows) {}

    private final List<Group> groups;

    private Rows(List<Group> groups) {
        this.groups = groups;
    }

    static Rows read(Path file) throws IOException {
        var gson = new Gson();
        var yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        var groups = List.of(gson.fromJson(gson.toJson(yaml), Group[].class));
        var ids = new HashSet<String>();
        groups.forEach(group -> group.rows.forEach(row -> {
            if (!ids.add(row.id())) {
                throw new IllegalArgumentException("rows.yaml has two rows with the id " + row.id());
            }
        }));
        return new Rows(groups.stream().map(Rows::complete).toList());
    }

    private static Group complete(Group group) {
        var rows = group.rows.stream().map(row -> row.complete(group.against)).toList();
        return new Group(group.title, group.baseline, group.against, rows);
    }

    List<Group> groups() {
        return groups;
    }

    private List<Row> all() {
        return groups.stream().flatMap(group -> group.rows.stream()).toList();
    }

    /** Returns the rows that have bounds. */
    List<Row> guarded() {
        return all().stream().filter(row -> row.bounds() != null).toList();
    }

    Optional<Row> find(String id) {
        return all().stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** Returns all rows for {@code all}, or those whose ids begin with one of the texts between the commas. */
    List<Row> wanted(String beginnings) {
        if (beginnings.equals("all")) {
            return all();
        }
        var wanted = new ArrayList<Row>();
        for (var beginning : beginnings.split(",")) {
            var rows =
                    all().stream().filter(row -> row.id().startsWith(beginning)).toList();
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("No row's id begins with " + beginning + "; rows.yaml has the ids");
            }
            wanted.addAll(rows);
        }
        return wanted;
    }
}
