package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagesTest {
    private static final Path SOURCES = Path.of("src/main/java/com/clerk/sdk/openapi");
    private static final List<String> ORDER = List.of("upstream", "naming", "contract", "lint", "");
    private static final Pattern IMPORT = Pattern.compile("import com\\.clerk\\.sdk\\.openapi\\.(?:([a-z]+)\\.)?[A-Z]");

    @ParameterizedTest(name = "openapi.{0}")
    @ValueSource(strings = {"upstream", "naming", "contract", "lint", ""})
    void aPackageUsesOnlyThoseBeforeIt(String name) throws IOException {
        try (var files = Files.list(SOURCES.resolve(name))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(IMPORT.matcher(Files.readString(file)).results())
                        .as(file.toString())
                        .allSatisfy(match -> assertThat(ORDER.subList(0, ORDER.indexOf(name)))
                                .contains(String.valueOf(match.group(1))));
            }
        }
    }
}
