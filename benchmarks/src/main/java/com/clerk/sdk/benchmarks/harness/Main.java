package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.inputs.MakeInputs;
import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line, run in the folder {@code benchmarks}: {@code guard} to hold the time of the guarded rows; or
 * {@code all} for RESULTS.md, or some of its parts with commas between them, then {@code full} or {@code short}, then
 * {@code all} or how the ids of the rows to measure begin. Each part leaves its figures in a folder, and the last one
 * reports all of them.
 */
final class Main {
    private static final List<String> PARTS = List.of("rows", "cold", "soak", "paging", "report");
    private static final List<String> SIZES = List.of("full", "short");

    private final Path folder = Path.of("").toAbsolutePath();
    private final Path target = folder.resolve("target");
    private final Path results = Files.createDirectories(target.resolve("results"));
    private final Rows rows = Rows.read(folder.resolve("rows.yaml"));
    private final ClassPaths classPaths = new ClassPaths(folder, System.getProperty("java.class.path"));
    private final Launcher launcher;

    private Main(Path inputs) throws IOException {
        this.launcher = new Launcher(classPaths, inputs);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var inputs = MakeInputs.in(Path.of("target"), MakeInputs.CONTRACT);
        try {
            var main = new Main(inputs);
            if (args[0].equals("guard")) {
                main.guard();
            } else {
                main.run(args[0], args[1], args[2]);
            }
        } finally {
            MakeInputs.delete(inputs);
        }
    }

    /** Leaves a file if a row is too slow; the build fails if it is there. */
    private void guard() throws IOException, InterruptedException {
        var tooSlow = target.resolve("too-slow");
        Files.deleteIfExists(tooSlow);
        var guard = new Guard(row -> launcher.measure(row, Size.GUARD, target.resolve("guard")), System.out);
        var problems = guard.check(measurable(rows.guarded()));
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println("Too slow: " + problem));
            Files.write(tooSlow, problems);
        }
    }

    private List<Row> measurable(List<Row> some) {
        return some.stream().filter(row -> classPaths.has(row.variant())).toList();
    }

    private void run(String parts, String size, String wanted) throws IOException, InterruptedException {
        var some = parts.equals("all") ? PARTS : List.of(parts.split(","));
        if (!PARTS.containsAll(some) || !SIZES.contains(size)) {
            throw new IllegalArgumentException("Give all or some of " + PARTS + ", and one of " + SIZES);
        }
        boolean full = size.equals("full");
        var measured = measurable(rows.wanted(wanted));
        for (var part : some) {
            switch (part) {
                case "rows" -> measure(measured, full ? Size.FULL : Size.SHORT);
                case "cold" -> cold(full ? 11 : 3);
                case "soak" -> scale("Soak", Report.SOAK, "-Xmx256m", full ? "1000000 300" : "20000 20");
                case "paging" ->
                    scale("PageThrough", Report.PAGING, "-Xmx96m", full ? "1000 10000 100000 1000000" : "1000 10000");
                default -> report();
            }
        }
    }

    private void measure(List<Row> some, Size size) throws IOException, InterruptedException {
        for (var row : some) {
            var measured = launcher.measure(row, size, results);
            System.out.println(Text.of("%-32s %.3f x", row.id(), measured.ratio()));
        }
    }

    private void cold(int starts) throws IOException, InterruptedException {
        var measured = ColdStart.measure(launcher, results, starts);
        Files.writeString(results.resolve(Report.COLD), new Gson().toJson(measured));
    }

    private void scale(String program, String file, String heap, String arguments)
            throws IOException, InterruptedException {
        var command = launcher.java(ClassPaths.SDK, heap);
        command.addAll(List.of(
                Row.BENCHMARKS + "scale." + program, results.resolve(file).toString()));
        command.addAll(List.of(arguments.split(" ")));
        Launcher.run(command);
    }

    private void report() throws IOException {
        var lines = new ArrayList<>(new Report(results, rows, Environment.of(classPaths, rows)).lines());
        lines.add("");
        lines.addAll(Files.readAllLines(folder.resolve("findings.md")));
        Files.write(folder.resolve("RESULTS.md"), lines);
        new Readme(results, rows).write(folder.resolve(Path.of("..", "README.md")));
    }
}
