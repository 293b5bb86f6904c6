package com.clerk.sdk.benchmarks.harness;

import com.clerk.sdk.benchmarks.shared.Inputs;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Starts a JVM for every row, so that no row runs on code that was compiled for another. */
record Launcher(ClassPaths classPaths, Path inputs) {
    /** Measures a row in fresh JVMs, and leaves JMH's results of all of them in one file of a folder. */
    Measurement measure(Row row, Size size, Path folder) throws IOException, InterruptedException {
        var forks = new JsonArray();
        for (int fork = 0; fork < size.forks(); fork++) {
            var out = Files.createTempFile("iterations", ".json");
            run(command(row, size, out));
            forks.addAll(JsonParser.parseString(Files.readString(out)).getAsJsonArray());
            Files.delete(out);
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(row.id() + ".json"), forks.toString());
        return Measurement.read(folder, row).orElseThrow();
    }

    private List<String> command(Row row, Size size, Path out) throws IOException {
        var command = java(row.variant(), "-Xms" + row.heap(), "-Xmx" + row.heap());
        command.addAll(List.of(size.flags()));
        command.addAll(List.of("-Djmh.ignoreLock=true", PairedMeasurement.class.getName(), out.toString()));
        for (int number : new int[] {size.warmUpMillis(), size.iterations(), size.iterationMillis(), row.threads()}) {
            command.add(Integer.toString(number));
        }
        command.addAll(List.of(Row.BENCHMARKS + row.against(), Row.BENCHMARKS + row.subject()));
        command.add(row.params().entrySet().stream().map(Object::toString).collect(Collectors.joining(",")));
        return command;
    }

    /** Returns the beginning of a command, up to the class and its arguments. */
    List<String> java(String variant, String... flags) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
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
