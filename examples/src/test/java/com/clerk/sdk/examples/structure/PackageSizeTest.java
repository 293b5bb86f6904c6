package com.clerk.sdk.examples.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages stay small enough to read their list of files. */
class PackageSizeTest {
    private static final long MOST_FILES = 40;

    @ParameterizedTest
    @ValueSource(strings = {"clerk-sdk-runtime"})
    void noHandWrittenPackageHasMoreThanFortyFiles(String module) throws IOException {
        try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
            var sizes = files.filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
            assertThat(sizes)
                    .isNotEmpty()
                    .allSatisfy((folder, size) -> assertThat(size).isLessThanOrEqualTo(MOST_FILES));
        }
    }
}
