package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The full run, part by part: each part leaves its figures in the store, and the last one reports all of them. */
final class BenchmarkSuite {
    private static final List<String> PARTS = List.of("rows", "cold", "soak", "paging", "report");
    private static final String SCALE = "com.clerk.sdk.benchmarks.scale.";

    private final Path folder;
    private final Size size;
    private final Launcher launcher;
    private final Bounds bounds;
    private final Environment environment;
    private final Store store;

    BenchmarkSuite(Path folder, Size size, Launcher launcher, Bounds bounds, Environment environment)
            throws IOException {
        this.folder = folder;
        this.size = size;
        this.launcher = launcher;
        this.bounds = bounds;
        this.environment = environment;
        this.store = new Store(folder.resolve("target").resolve("results"));
    }

    /** Runs {@code all}, or parts with commas between them; of the rows {@code all}, or those whose ids begin so. */
    void run(String parts, String rows) throws IOException, InterruptedException {
        var wanted = parts.equals("all") ? PARTS : List.of(parts.split(","));
        if (!PARTS.containsAll(wanted)) {
            throw new IllegalArgumentException("There are all, or some of " + PARTS + ", and not " + parts);
        }
        refuseUnknown(rows);
        for (var part : wanted) {
            part(part, rows);
        }
    }

    private void part(String part, String rows) throws IOException, InterruptedException {
        switch (part) {
            case "rows" -> rows(rows);
            case "cold" -> cold();
            case "soak" -> scale("Soak", ScaleTables.SOAK, "-Xmx256m", size.soak());
            case "paging" -> scale("PageThrough", ScaleTables.PAGING, "-Xmx96m", size.paging());
            default -> report();
        }
    }

    private void rows(String wanted) throws IOException, InterruptedException {
        for (var group : Rows.groups()) {
            for (var row : group.rows()) {
                if (launcher.has(row.variant()) && isWanted(row, wanted)) {
                    var measured = launcher.measure(row, size.plan());
                    store.save(measured);
                    System.out.println(Text.of("%-32s %.3f x", row.id(), measured.ratio()));
                }
            }
        }
    }

    static boolean isWanted(Row row, String wanted) {
        return wanted.equals("all") || Arrays.stream(wanted.split(",")).anyMatch(row.id()::startsWith);
    }

    /** Refuses a mistyped id, which would measure nothing and report the old figures. */
    static void refuseUnknown(String wanted) {
        for (var beginning : wanted.split(",")) {
            if (Rows.groups().stream().flatMap(group -> group.rows().stream()).noneMatch(r -> isWanted(r, beginning))) {
                throw new IllegalArgumentException("No row's id begins with " + beginning + "; Rows has the ids");
            }
        }
    }

    private void cold() throws IOException, InterruptedException {
        var programs = Program.all().stream()
                .filter(program -> launcher.has(program.variant()))
                .toList();
        var results = new ColdStart(launcher, store.file(""), size.starts()).measure(programs);
        for (var result : results.entrySet()) {
            store.save(result.getKey().id(), ColdTable.lines(result.getValue()));
        }
    }

    private void scale(String program, String name, String heap, List<String> arguments)
            throws IOException, InterruptedException {
        var command = launcher.java(ClassPathVariant.SDK, List.of(heap));
        command.addAll(List.of(SCALE + program, store.file(name).toString()));
        command.addAll(arguments);
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException(program + " failed; its message stands above");
        }
    }

    private void report() throws IOException {
        var lines = new Report(store, bounds, environment).lines();
        lines.add("");
        lines.addAll(Files.readAllLines(folder.resolve("findings.md")));
        Files.write(folder.resolve("RESULTS.md"), lines);
        var readme = new Readme(store);
        var chart = readme.chart();
        if (chart.isPresent()) {
            Files.write(folder.resolve("speed.svg"), chart.get().lines());
        }
        readme.write(folder.resolve("..").resolve("README.md"));
    }
}
