package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start of an application loads only the classes that it needs. */
class StartTest {
    private static final String RESOURCE = " com.clerk.sdk.backend.UsersApi ";

    @TempDir
    private Path folder;

    /** A search of the client for annotations would load a class for each resource of the API, which are many. */
    @Test
    void noClassOfAResourceOfTheApiIsLoaded() throws Exception {
        assertThat(loadedClasses())
                .anyMatch(line -> line.contains(" com.clerk.sdk.ClerkBackend "))
                .noneMatch(line -> line.contains(RESOURCE));
    }

    /** The test above looks for the right name. */
    @Test
    void theUseOfAResourceLoadsItsClass() throws Exception {
        assertThat(loadedClasses("users")).anyMatch(line -> line.contains(RESOURCE));
    }

    /** Returns the lines that name classes of ours. */
    private List<String> loadedClasses(String... arguments) throws IOException, InterruptedException {
        var classes = folder.resolve("classes");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StartOnceProgram.class.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("started with com.clerk.sdk.auth.RequestAuthenticator");
        try (var lines = Files.lines(classes)) {
            return lines.filter(line -> line.contains(" com.clerk.sdk.")).toList();
        }
    }
}
