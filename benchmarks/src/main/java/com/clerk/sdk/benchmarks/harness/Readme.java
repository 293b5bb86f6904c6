package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The section of the README that shows the figures that matter most, between two marks. */
final class Readme {
    private static final String BEGIN = "<!-- speed: written by the benchmarks -->";
    private static final String END = "<!-- end of speed -->";
    private static final Pattern BLOCK = Pattern.compile("(?s)" + BEGIN + ".*?" + END);
    private static final String INCUMBENT = "com.clerk:backend-api";

    /** Rows of this SDK; the same work by the published SDK has {@code -by-incumbent} added to its id. */
    private static final List<String> SHOWN = List.of("verify", "seen");

    private final Path results;
    private final Rows rows;

    Readme(Path results, Rows rows) {
        this.results = results;
        this.rows = rows;
    }

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
        var out = new ArrayList<String>();
        out.addAll(List.of(Text.row("", "× baseline", "time", "garbage", INCUMBENT), "|---|---|---|---|---|"));
        for (var id : SHOWN) {
            rows.find(id).flatMap(row -> Measurement.read(results, row)).ifPresent(measured -> out.add(line(measured)));
        }
        out.addAll(List.of("", "From [benchmarks/RESULTS.md](benchmarks/RESULTS.md), which has all figures."));
        return out;
    }

    private String line(Measurement measured) {
        var incumbent = rows.find(measured.row().id() + "-by-incumbent")
                .flatMap(row -> Measurement.read(results, row))
                .map(peer -> String.join(", ", figures(peer)));
        var cells = new ArrayList<Object>(List.of(measured.row().title()));
        cells.addAll(figures(measured));
        cells.add(incumbent.orElse(""));
        return Text.row(cells.toArray());
    }

    private static List<String> figures(Measurement measured) {
        return List.of(Text.ratio(measured.ratio()), Text.time(measured.nanos()), Text.bytes(measured.bytes()));
    }
}
