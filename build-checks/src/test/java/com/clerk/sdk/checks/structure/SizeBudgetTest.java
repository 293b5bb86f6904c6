package com.clerk.sdk.checks.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The size budget of the SDK. The jars exist from the phase {@code package} on, as in {@code mvn verify}. */
class SizeBudgetTest {
    private static final long MEGABYTE = 1_000_000;
    private static final long GENERATED = 4_400_000;
    private static final long BACKEND = 2_500_000;
    private static final long CLASS_PATH = 9 * MEGABYTE;

    @Test
    void theGeneratedJarStaysWithinItsBudget() throws IOException {
        assertThat(Files.size(generatedJar())).isLessThanOrEqualTo(GENERATED);
    }

    @Test
    void theBackendsPackagesStayWithinTheirBudget() throws IOException {
        try (var jar = new JarFile(generatedJar().toFile())) {
            var size = jar.stream()
                    .filter(entry -> entry.getName().startsWith("com/clerk/sdk/backend/"))
                    .mapToLong(ZipEntry::getCompressedSize)
                    .sum();
            assertThat(size).isBetween(1L, BACKEND);
        }
    }

    @Test
    void theClassPathOfAUserStaysWithinItsBudget() throws IOException {
        generatedJar();
        long size = 0;
        for (var jar : usersClassPath()) {
            size += Files.size(jar);
        }
        assertThat(size).isBetween(1L, CLASS_PATH);
    }

    private static List<Path> usersClassPath() {
        var testLibraries = List.of(
                "junit",
                "assertj",
                "archunit",
                "asm-",
                "opentest4j",
                "apiguardian",
                "mockwebserver",
                "slf4j",
                "jackson",
                "jetty",
                "jakarta.servlet",
                "h2-",
                "byte-buddy",
                "snakeyaml",
                "micrometer",
                "opentelemetry",
                "HdrHistogram",
                "LatencyUtils",
                "surefire",
                "clerk-sdk-testing",
                "clerk-sdk-web",
                "clerk-sdk-servlet",
                "clerk-sdk-thymeleaf",
                "thymeleaf",
                "ognl",
                "javassist",
                "attoparser",
                "unbescape",
                "clerk-sdk-examples");
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> testLibraries.stream()
                        .noneMatch(Path.of(entry).getFileName().toString()::contains))
                .map(Path::of)
                .toList();
    }

    private static Path generatedJar() throws IOException {
        var target = Path.of("..", "clerk-sdk-generated", "target");
        try (var files = Files.list(target)) {
            var jar = files.filter(file ->
                            file.getFileName().toString().matches("clerk-sdk-generated-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst();
            assumeTrue(jar.isPresent(), "the jar is built by mvn verify");
            return jar.orElseThrow();
        }
    }
}
