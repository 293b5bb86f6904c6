package com.clerk.sdk.benchmarks.harness;

import static java.util.Objects.requireNonNullElse;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rows in rows.yaml. */
record Rows(List<Group> groups) {
    /** A table of rows that share a baseline; the text describes it, and {@code against} is its benchmark. */
    record Group(String title, String baseline, String against, List<Row> rows) {
        Group {
            var usual = against;
            rows = rows.stream()
                    .map(row -> row.with(requireNonNullElse(row.against(), usual), row.subject()))
                    .toList();
        }
    }

    static Rows read(Path file) throws IOException {
        var gson = new Gson();
        var yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        var rows = new Rows(List.of(gson.fromJson(gson.toJson(yaml), Group[].class)));
        var ids = new HashSet<String>();
        rows.those(row -> !ids.add(row.id())).findFirst().ifPresent(row -> {
            throw new IllegalArgumentException("rows.yaml has two rows with the id " + row.id());
        });
        return rows;
    }

    private Stream<Row> those(Predicate<Row> condition) {
        return groups.stream().flatMap(group -> group.rows.stream()).filter(condition);
    }

    /** Returns the rows that have bounds. */
    List<Row> guarded() {
        return those(row -> row.bounds() != null).toList();
    }

    Optional<Row> find(String id) {
        return those(row -> row.id().equals(id)).findFirst();
    }

    /** Returns all rows for {@code all}, or those whose ids begin with one of the texts between the commas. */
    List<Row> wanted(String beginnings) {
        var any = beginnings.equals("all") ? List.of("") : List.of(beginnings.split(","));
        for (var beginning : any) {
            if (those(row -> row.id().startsWith(beginning)).findAny().isEmpty()) {
                throw new IllegalArgumentException("No row's id begins with " + beginning + "; rows.yaml has the ids");
            }
        }
        return those(row -> any.stream().anyMatch(row.id()::startsWith)).toList();
    }
}
