package com.clerk.sdk.benchmarks.run;

import com.clerk.sdk.benchmarks.kit.Inputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a JVM for every row, so that no row runs on code that was compiled for another. */
final class Launcher {
    private static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-Djmh.ignoreLock=true");

    private final ClassPaths classPaths;
    private final Path inputs;

    Launcher(ClassPaths classPaths, Path inputs) {
        this.classPaths = classPaths;
        this.inputs = inputs;
    }

    boolean has(Place place) {
        return classPaths.has(place);
    }

    Measurement measure(Row row, Plan plan) throws IOException, InterruptedException {
        var rounds = new ArrayList<Round>();
        for (int fork = 0; fork < plan.forks(); fork++) {
            rounds.addAll(fork(row, plan));
        }
        return new Measurement(row, List.copyOf(rounds));
    }

    private List<Round> fork(Row row, Plan plan) throws IOException, InterruptedException {
        var out = Files.createTempFile("rounds", "");
        try {
            var process = new ProcessBuilder(command(row, plan, out))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Row " + row.id() + " failed; its message stands above");
            }
            return Files.readAllLines(out).stream().map(Round::of).toList();
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private List<String> command(Row row, Plan plan, Path out) {
        var flags = new ArrayList<>(FLAGS);
        flags.addAll(row.flags());
        var command = java(row.place(), flags);
        command.addAll(List.of(Duel.class.getName(), row.limit(), row.subject(), Integer.toString(row.threads())));
        command.addAll(plan.arguments());
        command.add(out.toString());
        return command;
    }

    /** The beginning of a command, up to the class and its arguments. */
    List<String> java(Place place, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-D" + Inputs.FOLDER + "=" + inputs);
        command.addAll(List.of("-cp", classPaths.of(place)));
        return command;
    }
}
