package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

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
            var bounds = Bounds.read(folder.resolve("bounds.properties"));
            if (args[0].equals("guard")) {
                guard(launcher, bounds, folder.resolve("target").resolve("too-slow"));
            } else {
                var size = Size.valueOf(args[1].toUpperCase(Locale.ROOT));
                new BenchmarkSuite(folder, size, launcher, bounds, new Environment(classPaths)).run(args[0], args[2]);
            }
        } finally {
            MakeInputs.delete(inputs);
        }
    }

    /** Leaves a file if a row is too slow; the build fails if it is there. */
    private static void guard(Launcher launcher, Bounds bounds, Path tooSlow) throws IOException, InterruptedException {
        Files.deleteIfExists(tooSlow);
        var guard = new Guard(bounds, row -> launcher.measure(row, Plan.GUARD), System.out);
        var problems = guard.check(Rows.guarded().stream()
                .filter(row -> launcher.has(row.variant()))
                .toList());
        if (!problems.isEmpty()) {
            problems.forEach(problem -> System.err.println("Too slow: " + problem));
            Files.write(tooSlow, problems);
        }
    }
}
