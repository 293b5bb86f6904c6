package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of measured figures, so that parts can be measured at different times and reported together. */
final class Store {
    private final Path folder;

    Store(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void save(String name, List<String> lines) throws IOException {
        Files.write(file(name), lines);
    }

    /** Returns the lines of a file, or an empty list if it was not measured. */
    List<String> lines(String name) {
        try {
            return Files.exists(file(name)) ? Files.readAllLines(file(name)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void save(Measurement measured) throws IOException {
        save(measured.row().id(), measured.rounds().stream().map(Round::line).toList());
    }

    Optional<Measurement> find(Row row) {
        var rounds = lines(row.id()).stream().map(Round::of).toList();
        return rounds.isEmpty() ? Optional.empty() : Optional.of(new Measurement(row, rounds));
    }
}
