package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of the generated files. */
class SourcesTest {
    private static final Path SOURCES = Path.of("target", "generated-sources");
    private static final Path TEMPLATES = Path.of("..", "generator-templates", "java");
    private static final Pattern FIRST_LINE = Pattern.compile(
            "// Generated from openapi/(\\w+)\\.yaml by generator-templates/java/(\\w+\\.mustache)\\. Do not edit\\.");
    private static final Pattern METHOD = Pattern.compile("^ {4,8}public [^=;]*?\\b(\\w+)\\(", Pattern.MULTILINE);

    /** The hard keywords of Kotlin: a member with such a name needs backticks there. */
    private static final Set<String> HARD_KEYWORDS = Set.of(
            "as",
            "break",
            "class",
            "continue",
            "do",
            "else",
            "false",
            "for",
            "fun",
            "if",
            "in",
            "interface",
            "is",
            "null",
            "object",
            "package",
            "return",
            "super",
            "this",
            "throw",
            "true",
            "try",
            "typealias",
            "typeof",
            "val",
            "var",
            "when",
            "while");

    @ParameterizedTest
    @ValueSource(strings = {"backend", "frontend", "platform", "webhooks"})
    void everyFileBeginsWithItsContractAndTemplate(String api) throws IOException {
        for (var file : files(api)) {
            var line = FIRST_LINE.matcher(
                    Files.readString(file).lines().findFirst().orElse(""));

            assertThat(line).as(file.toString()).matches();
            assertThat(line.group(1)).isEqualTo(api);
            assertThat(TEMPLATES.resolve(line.group(2))).exists();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "frontend", "platform", "webhooks"})
    void noMemberHasAHardKeywordOfKotlinAsItsName(String api) throws IOException {
        var names = 0;
        for (var file : files(api)) {
            for (var method : METHOD.matcher(Files.readString(file)).results().toList()) {
                assertThat(method.group(1)).as(file.toString()).isNotIn(HARD_KEYWORDS);
                names++;
            }
        }
        assertThat(names).isPositive();
    }

    private static List<Path> files(String api) throws IOException {
        try (var files = Files.walk(SOURCES.resolve(api).resolve("java"))) {
            var list = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(list).isNotEmpty();
            return list;
        }
    }
}
