package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command line, run in the folder {@code benchmarks}: {@code guard} to hold the time of the guarded rows; or
 * {@code all} for RESULTS.md, or some of its parts with commas between them, then {@code full} or {@code short}, then
 * {@code all} or how the ids of the rows to measure begin.
 */
final class Main {
    static final Path CONTRACT = Path.of("..", "openapi", "webhooks.yaml");

    private Main() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Path.of("").toAbsolutePath();
        var classPaths = new ClassPaths(folder, System.getProperty("java.class.path"));
        var inputs = MakeInputs.in(folder.resolve("target"), CONTRACT);
        try {
            var launcher = new Launcher(classPaths, inputs);
            if (args[0].equals("guard")) {
                var rows = Rows.read(folder.resolve("rows.yaml")).guarded();
                guard(launcher, rows.stream().filter(classPaths::has).toList(), folder.resolve("target"));
            } else {
                new BenchmarkSuite(folder, Size.of(args[1]), classPaths, launcher).run(args[0], args[2]);
            }
        } finally {
            MakeInputs.delete(inputs);
        }
    }

    /** Leaves a file if a row is too slow; the build fails if it is there. */
    private static void guard(Launcher launcher, List<Row> rows, Path target) throws IOException, InterruptedException {
        var tooSlow = target.resolve("too-slow");
        Files.deleteIfExists(tooSlow);
        var guard = new Guard(row -> launcher.measure(row, Size.GUARD, target.resolve("guard")), System.out);
        var problems = guard.check(rows);
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println("Too slow: " + problem));
            Files.write(tooSlow, problems);
        }
    }
}
