package com.clerk.sdk.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The command line, run in the folder {@code benchmarks}: {@code guard} in every build; {@code all} for RESULTS.md, or
 * some of its parts with commas between them, then {@code full} or {@code short}, then {@code all} or how the ids of
 * the rows to measure begin.
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
                end(guard(launcher, bounds));
            } else {
                var size = Size.valueOf(args[1].toUpperCase(Locale.ROOT));
                new Campaign(folder, size, launcher, bounds, new Environment(classPaths)).run(args[0], args[2]);
            }
        } finally {
            MakeInputs.delete(inputs);
        }
    }

    private static List<String> guard(Launcher launcher, Bounds bounds) throws IOException, InterruptedException {
        var guard = new Guard(bounds, row -> launcher.measure(row, Plan.SHORT), System.out);
        var rows =
                Rows.guarded().stream().filter(row -> launcher.has(row.place())).toList();
        return guard.check(rows);
    }

    private static void end(List<String> problems) {
        problems.forEach(problem -> System.err.println("Slower than it may be: " + problem));
        if (!problems.isEmpty()) {
            throw new IllegalStateException("See benchmarks/README.md, \"When the guard fails\"");
        }
    }
}
