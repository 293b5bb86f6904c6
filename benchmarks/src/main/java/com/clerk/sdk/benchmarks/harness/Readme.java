package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The section of the README that shows the figures that matter most, between two marks. */
record Readme(Path results, Rows rows) {
    private static final String BEGIN = "<!-- speed: written by the benchmarks -->";
    private static final String END = "<!-- end of speed -->";
    private static final Pattern BLOCK = Pattern.compile("(?s)" + BEGIN + ".*?" + END);

    /** Replaces the text between the marks. */
    static String replaced(String readme, List<String> lines) {
        var matcher = BLOCK.matcher(readme);
        if (!matcher.find()) {
            throw new IllegalStateException("README.md lacks a block from " + BEGIN + " to " + END);
        }
        var block = BEGIN + "\n" + String.join("\n", lines) + "\n" + END;
        return matcher.replaceFirst(Matcher.quoteReplacement(block));
    }

    void write(Path readme) throws IOException {
        Files.writeString(readme, replaced(Files.readString(readme), lines()));
    }

    List<String> lines() {
        var table = new Table<Measurement>()
                .column("", measured -> measured.row().title())
                .column("× baseline", measured -> figures(measured).get(0))
                .column("time", measured -> figures(measured).get(1))
                .column("garbage", measured -> figures(measured).get(2))
                .column("com.clerk:backend-api", measured -> incumbent(measured.row()));
        var shown = Stream.of("verify", "seen").flatMap(id -> measured(id).stream());
        var out = new ArrayList<>(table.lines(shown.toList()));
        out.addAll(List.of("", "From [benchmarks/RESULTS.md](benchmarks/RESULTS.md), which has all figures."));
        return out;
    }

    /** Returns the figures of the same work by the published SDK. */
    private String incumbent(Row row) {
        return measured(row.id() + "-by-incumbent")
                .map(peer -> String.join(", ", figures(peer)))
                .orElse("");
    }

    private Optional<Measurement> measured(String id) {
        return rows.find(id).flatMap(row -> Measurement.read(results, row));
    }

    private static List<String> figures(Measurement measured) {
        return List.of(Text.ratio(measured.ratio()), Text.time(measured.nanos()), Text.bytes(measured.bytes()));
    }
}
