package com.clerk.sdk.openapi.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "it's",
                "\"quoted\"",
                "a: b",
                "a #b",
                "- a",
                "yes",
                "NO",
                "null",
                "~",
                "2026-05-12",
                "1.5",
                "-1",
                "",
                " ",
                "*",
                "&a",
                "{a}",
                "[a]",
                "a, b",
                "x\ny",
                "tab\there",
                "back\\slash\n",
                "$ref",
                "#/components",
                "+a",
                "-a",
                "@at",
                "\u0001",
                "\u007f",
                "\u0085",
                "\u2028",
                "\ufeff",
                "Straße",
                "\uD83D\uDE00",
                "a\rb",
                "%a",
                "`a`",
                "|",
                ">",
                "a:",
                ":a",
                "?"
            })
    void everyTextIsReadAsItWasWritten(String text) {
        var document = Map.<String, Object>of(
                "key", text, "list", List.of(text), "deep", Map.of("a", Map.of(text, Map.of("b", text))));

        assertThat(Yaml.parse(YamlWriter.write(document), "made-up")).isEqualTo(document);
    }

    @Test
    void valuesKeepTheirTypes() {
        var document = Map.<String, Object>of(
                "deep",
                Map.of(
                        "down",
                        Map.of(
                                "number",
                                5,
                                "decimal",
                                0.5,
                                "truth",
                                true,
                                "none",
                                Arrays.asList(1, null),
                                "empty",
                                Map.of(),
                                "nothing",
                                List.of())));

        assertThat(Yaml.parse(YamlWriter.write(document), "made-up")).isEqualTo(document);
    }

    @Test
    void aLongValueIsWrittenAsABlock() {
        var text = "word ".repeat(40).strip();
        var document = YamlNode.of(
                        "a",
                        YamlNode.of(
                                        "b",
                                        YamlNode.of(
                                                        "c",
                                                        YamlNode.of("short", "x")
                                                                .map())
                                                .put("d", text)
                                                .map())
                                .map())
                .map();

        assertThat(YamlWriter.write(document)).isEqualTo("a:\n  b:\n    c: {short: x}\n    d: " + text + "\n");
    }

    @Test
    void keysThatAreNumbersAreTexts() {
        assertThat(Yaml.parse("{200: a, true: b}", "made-up")).containsOnlyKeys("200", "true");
    }
}
