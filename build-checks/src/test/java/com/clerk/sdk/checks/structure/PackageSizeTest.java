package com.clerk.sdk.checks.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A package is small enough to be read in one sitting. */
class PackageSizeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String MAIN = "/src/main/java/";
    private static final int MOST_FILES = 40;

    @Test
    void noHandWrittenMainPackageHasMoreThanFortyFiles() throws IOException {
        var sizes = sizes();

        assertThat(sizes).isNotEmpty();
        assertThat(sizes.entrySet()).allMatch(size -> size.getValue() <= MOST_FILES);
    }

    private static Map<String, Integer> sizes() throws IOException {
        try (var files = Files.walk(ROOT)) {
            return files.map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.contains(MAIN) && file.endsWith(".java"))
                    .map(file -> file.substring(0, file.lastIndexOf('/')))
                    .collect(Collectors.groupingBy(folder -> folder, TreeMap::new, Collectors.summingInt(file -> 1)));
        }
    }
}
