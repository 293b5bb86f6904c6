package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.shared.Inputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a JVM for every row, so that no row runs on code that was compiled for another. */
final class Launcher {
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m");

    /**
     * With the first compiler alone a JVM allocates exactly what the code says. The second one removes some of it, in
     * one JVM more than in another.
     */
    private static final List<String> EXACT_ALLOCATION = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ClassPaths classPaths;
    private final Path inputs;

    Launcher(ClassPaths classPaths, Path inputs) {
        this.classPaths = classPaths;
        this.inputs = inputs;
    }

    boolean has(ClassPathVariant variant) {
        return classPaths.has(variant);
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
        var command = java(row, plan.flags());
        command.add("-Djmh.ignoreLock=true");
        command.addAll(List.of(PairedMeasurement.class.getName(), row.baseline(), row.subject()));
        command.add(Integer.toString(row.threads()));
        command.addAll(plan.arguments());
        command.add(out.toString());
        return command;
    }

    /** Counts the bytes that an operation of a row allocates. */
    Allocation allocation(Row row) throws IOException, InterruptedException {
        var command = java(row, EXACT_ALLOCATION);
        command.addAll(List.of(AllocationProbe.class.getName(), row.baseline(), row.subject()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var lines = output.lines().toList();
        if (process.waitFor() != 0 || lines.size() < 2) {
            throw new IllegalStateException("Row " + row.id() + " failed: " + output);
        }
        return new Allocation(
                Double.parseDouble(lines.get(lines.size() - 2)), Double.parseDouble(lines.get(lines.size() - 1)));
    }

    private List<String> java(Row row, List<String> flags) {
        var all = new ArrayList<>(HEAP);
        all.addAll(flags);
        all.addAll(row.flags());
        return java(row.variant(), all);
    }

    /** Returns the beginning of a command, up to the class and its arguments. */
    List<String> java(ClassPathVariant variant, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-D" + Inputs.FOLDER + "=" + inputs);
        command.addAll(List.of("-cp", classPaths.of(variant)));
        return command;
    }
}
