package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.harness.AllocationBound.Allocation;
import com.clerk.sdk.benchmarks.shared.Inputs;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
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

    /** Measures a row in fresh JVMs, and leaves JMH's results of all of them in one file of a folder. */
    Measurement measure(Row row, Size size, Path folder) throws IOException, InterruptedException {
        var forks = new JsonArray();
        for (int fork = 0; fork < size.forks(); fork++) {
            var out = Files.createTempFile("turns", ".json");
            run(command(row, size, out));
            forks.addAll(JsonParser.parseString(Files.readString(out)).getAsJsonArray());
            Files.delete(out);
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(row.id() + ".json"), forks.toString());
        return Measurement.read(folder, row).orElseThrow();
    }

    private List<String> command(Row row, Size size, Path out) {
        var command = java(row, size.flags());
        command.addAll(List.of("-Djmh.ignoreLock=true", PairedMeasurement.class.getName(), out.toString()));
        for (int number : new int[] {size.warmUpMillis(), size.rounds(), size.roundMillis(), row.threads()}) {
            command.add(Integer.toString(number));
        }
        addBenchmarks(row, command);
        return command;
    }

    /** Counts the bytes that an operation of a row allocates. */
    Allocation allocation(Row row) throws IOException, InterruptedException {
        var command = java(row, EXACT_ALLOCATION);
        command.add(AllocationProbe.class.getName());
        addBenchmarks(row, command);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var lines = output.lines().toList();
        if (process.waitFor() != 0 || lines.size() < 2) {
            throw new IllegalStateException("Row " + row.id() + " failed: " + output);
        }
        return new Allocation(
                Double.parseDouble(lines.get(lines.size() - 2)), Double.parseDouble(lines.get(lines.size() - 1)));
    }

    private static void addBenchmarks(Row row, List<String> command) {
        command.addAll(List.of(row.against(), row.subject()));
        row.params().forEach((name, value) -> command.add(name + "=" + value));
    }

    private List<String> java(Row row, List<String> flags) {
        var all = new ArrayList<>(HEAP);
        all.addAll(flags);
        return java(row.variant(), all);
    }

    /** Returns the beginning of a command, up to the class and its arguments. */
    List<String> java(String variant, List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-D" + Inputs.FOLDER + "=" + inputs);
        command.addAll(List.of("-cp", classPaths.of(variant)));
        return command;
    }

    static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("This command failed; its message stands above: " + command);
        }
    }
}
