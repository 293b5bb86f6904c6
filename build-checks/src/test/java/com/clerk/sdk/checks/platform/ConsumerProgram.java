package com.clerk.sdk.checks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program of a user of the SDK. It is compiled as users compile, and run in a Java runtime of its own. */
final class ConsumerProgram {
    private static final Path SOURCES = Path.of("src", "test", "java", "com", "example", "consumer");

    private final Path classes;

    private ConsumerProgram(Path classes) {
        this.classes = classes;
    }

    /** Compiles the program for the class path. The SDK must cause no warning. */
    static ConsumerProgram compile(Path folder) {
        var classes = folder.resolve("classes");
        javac(classes, sources(), "-cp", path(userPath()));
        return new ConsumerProgram(classes);
    }

    /** Compiles the program as a module that requires the SDK alone. */
    static ConsumerProgram compileModule(Path folder) throws IOException {
        var classes = folder.resolve("module");
        var declaration = Files.writeString(
                folder.resolve("module-info.java"),
                "module com.example.consumer { requires com.clerk.sdk.extensions; requires jdk.httpserver;"
                        + " requires jdk.jfr; requires static org.jspecify; exports com.example.consumer; }");
        var sources = Stream.concat(sources().stream(), Stream.of(declaration)).toList();
        // Without a class path, javac would take that of this test.
        javac(classes, sources, "--class-path", folder.toString(), "--module-path", path(userPath()));
        return new ConsumerProgram(classes);
    }

    private static void javac(Path classes, List<Path> sources, String... pathOption) {
        var arguments = new ArrayList<>(List.of(
                "--release", "17", "-d", classes.toString(), "-Werror", "-Xlint:all,-requires-automatic,-exports"));
        arguments.addAll(Arrays.asList(pathOption));
        sources.forEach(source -> arguments.add(source.toString()));
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        int status =
                ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, arguments.toArray(String[]::new));
        assertThat(status).as(output.toString()).isZero();
    }

    private static List<Path> sources() {
        try (var files = Files.list(SOURCES)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Returns our artifacts and the libraries that they name. */
    static List<Path> userPath() {
        return Stream.concat(Libraries.ours().stream(), Libraries.libraries().stream())
                .toList();
    }

    /** Returns the user's path without some libraries, then others. */
    static List<Path> userPathWith(List<String> without, Path... others) {
        return Stream.concat(
                        userPath().stream()
                                .filter(entry -> without.stream()
                                        .noneMatch(
                                                start -> Libraries.name(entry).startsWith(start))),
                        Stream.of(others))
                .toList();
    }

    /** Runs the program on the class path, and returns its output. */
    String run(List<Path> path, String... options) throws IOException, InterruptedException {
        return java(List.of(), onClassPath(path, List.of(options), "Consumer", List.of()));
    }

    /** Runs another main class of the program on the class path. */
    String runMain(String main, List<Path> path, String... arguments) throws IOException, InterruptedException {
        return java(List.of(), onClassPath(path, List.of(), main, List.of(arguments)));
    }

    /**
     * Runs another main class, and returns whether its process ends within a minute after it has said that it is done.
     */
    boolean endsByItself(String main, List<Path> path) throws IOException, InterruptedException {
        var process = start(List.of(), onClassPath(path, List.of(), main, List.of()));
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).as("first line of the output").isEqualTo("done");
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs the program on the class path, by another command such as one that changes the file system first. */
    String runBy(List<String> command, List<Path> path) throws IOException, InterruptedException {
        return java(command, onClassPath(path, List.of(), "Consumer", List.of()));
    }

    private List<String> onClassPath(List<Path> path, List<String> options, String main, List<String> arguments) {
        var all = new ArrayList<>(options);
        all.addAll(List.of("-cp", classes + File.pathSeparator + path(path), "com.example.consumer." + main));
        all.addAll(arguments);
        return all;
    }

    /** Runs the program on the module path. */
    String runModule(List<Path> path, String... options) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(
                "--module-path",
                classes + File.pathSeparator + path(path),
                "--module",
                "com.example.consumer/com.example.consumer.Consumer"));
        return java(List.of(), arguments);
    }

    private static String java(List<String> command, List<String> arguments) throws IOException, InterruptedException {
        var process = start(command, arguments);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        assertThat(output)
                .as("output of the program, which ended with status " + status)
                .endsWith("done\n");
        assertThat(status).as(output).isZero();
        return output;
    }

    private static Process start(List<String> command, List<String> arguments) throws IOException {
        var all = new ArrayList<>(command);
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(arguments);
        return new ProcessBuilder(all).redirectErrorStream(true).start();
    }

    private static String path(List<Path> entries) {
        return entries.stream()
                .map(entry -> entry.toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
