package com.clerk.sdk.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The tests of this package in a JVM of their own, with other versions of JUnit in place of that of the build: the same
 * class files run with each of them. The build copies the jars.
 */
@Timeout(180)
class JunitVersionsTest {
    private static final Path JARS = Path.of("target", "junit");

    @Test
    void theExtensionRunsWithJunit510() throws Exception {
        // Only newer versions give the constructor the server of its test.
        var output = run("5.10", OwnServersTest.class, FieldServersTest.class);

        assertThat(output).contains("JUnit 5.10.");
    }

    @Test
    void theExtensionRunsWithJunit6() throws Exception {
        var output = run("6", OwnServersTest.class, FieldServersTest.class, ClerkParametersTest.class);

        assertThat(output).contains("JUnit 6.");
    }

    private static String run(String version, Class<?>... testClasses) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(version),
                Runs.class.getName()));
        Stream.of(testClasses).map(Class::getName).forEach(command::add);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("passed ").doesNotContain("failed ").doesNotContain("CloseableResource");
        return output;
    }

    /** Returns the class path of this JVM with the jars of another version of JUnit. */
    private static String classPath(String version) throws IOException {
        var others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("junit-"));
        try (var jars = Files.list(JARS.resolve(version))) {
            var found = jars.map(Path::toString).toList();
            assertThat(found).as("jars of JUnit %s", version).hasSize(6);
            return Stream.concat(found.stream(), others).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
