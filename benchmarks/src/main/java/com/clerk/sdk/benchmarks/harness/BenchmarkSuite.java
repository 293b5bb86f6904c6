package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The full run, part by part: each part leaves its figures in a folder, and the last one reports all of them. */
final class BenchmarkSuite {
    private static final List<String> PARTS = List.of("rows", "cold", "soak", "paging", "report");

    private final Path folder;
    private final Path results;
    private final Size size;
    private final ClassPaths classPaths;
    private final Launcher launcher;

    BenchmarkSuite(Path folder, Size size, ClassPaths classPaths, Launcher launcher) throws IOException {
        this.folder = folder;
        this.results = Files.createDirectories(folder.resolve("target").resolve("results"));
        this.size = size;
        this.classPaths = classPaths;
        this.launcher = launcher;
    }

    /** Runs {@code all}, or parts with commas between them; of the rows {@code all}, or those whose ids begin so. */
    void run(String parts, String wanted) throws IOException, InterruptedException {
        var some = parts.equals("all") ? PARTS : List.of(parts.split(","));
        if (!PARTS.containsAll(some)) {
            throw new IllegalArgumentException("There are all, or some of " + PARTS + ", and not " + parts);
        }
        var rows = Rows.read(folder.resolve("rows.yaml"));
        var measured = rows.wanted(wanted);
        for (var part : some) {
            switch (part) {
                case "rows" -> measure(measured);
                case "cold" -> cold();
                case "soak" -> scale("Soak", Report.SOAK, "-Xmx256m", size.soak());
                case "paging" -> scale("PageThrough", Report.PAGING, "-Xmx96m", size.paging());
                default -> report(rows);
            }
        }
    }

    private void measure(List<Row> rows) throws IOException, InterruptedException {
        for (var row : rows) {
            if (classPaths.has(row)) {
                var measured = launcher.measure(row, size, results);
                System.out.println(Text.of("%-32s %.3f x", row.id(), measured.ratio()));
            }
        }
    }

    private void cold() throws IOException, InterruptedException {
        var programs = ColdStart.Program.all(classPaths);
        var starts = ColdStart.measure(launcher, results, programs, size.starts());
        Files.writeString(results.resolve(Report.COLD), new Gson().toJson(starts));
    }

    private void scale(String program, String file, String heap, List<String> arguments)
            throws IOException, InterruptedException {
        var command = launcher.java(ClassPaths.SDK, List.of(heap));
        command.addAll(List.of(
                "com.clerk.sdk.benchmarks.scale." + program,
                results.resolve(file).toString()));
        command.addAll(arguments);
        Launcher.run(command);
    }

    private void report(Rows rows) throws IOException {
        var lines = new Report(results, rows, new Environment(classPaths)).lines();
        lines.add("");
        lines.addAll(Files.readAllLines(folder.resolve("findings.md")));
        Files.write(folder.resolve("RESULTS.md"), lines);
        new Readme(results, rows).write(folder.resolve("..").resolve("README.md"));
    }
}
