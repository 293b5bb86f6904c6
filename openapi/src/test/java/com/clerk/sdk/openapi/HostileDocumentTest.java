package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.lint.ContractLint;
import com.clerk.sdk.openapi.naming.Literals;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A document that tries to put code into what is generated from it. {@code clerk-sdk-generated} compiles its contract,
 * and checks that the result contains data only.
 */
class HostileDocumentTest {
    private static final Path CONTRACT =
            Path.of("..", "clerk-sdk-generated", "src", "test", "resources", "hostile.yaml");

    private ImportFixture fixture;

    @BeforeEach
    void importWithItsProse(@TempDir Path root) throws IOException {
        fixture = new ImportFixture(root);
        fixture.run("backend", Files.readString(Path.of("src", "test", "resources", "hostile.yml")), true, true);
    }

    @Test
    void theContractFromWhichCodeIsGeneratedIsThatOfTheDocument() throws IOException {
        if (System.getProperty("hostile.renew") != null) {
            Files.writeString(CONTRACT, fixture.text("backend"));
        }

        assertThat(fixture.text("backend")).isEqualTo(Files.readString(CONTRACT));
    }

    @Test
    void everyValueIsKeptAndHasItsLiteral() {
        var declared = Yaml.read(Path.of("src", "test", "resources", "hostile.yml"));
        var thing = Yaml.map(
                Yaml.map(Yaml.map(declared.get("components")).get("schemas")).get("Thing"));
        var values = Yaml.list(
                Yaml.map(Yaml.map(thing.get("properties")).get("size")).get("enum"));
        var constants = constants();

        assertThat(constants).extracting(constant -> constant.get("value")).isEqualTo(values);
        for (var constant : constants) {
            var value = String.valueOf(constant.get("value"));
            var literal = Literals.isPlain(value) ? null : Literals.json(value);
            assertThat(constant.get("literal")).as(value).isEqualTo(literal);
        }
        assertThat(constants)
                .extracting(constant -> constant.get("literal"))
                .filteredOn(Objects::nonNull)
                .allSatisfy(
                        literal -> assertThat(String.valueOf(literal)).matches("(?:[ !#-\\[\\]-~]|\\\\[\"\\\\u])*"));
    }

    @Test
    void noProseEndsACommentOrBeginsAnEscape() {
        var prose = fixture.text("backend")
                .lines()
                .filter(line -> line.contains("description: ") || line.contains("summary: "));

        assertThat(prose)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("*/", "\\u", "{@", "<script"));
    }

    @Test
    void theContractKeepsTheRules() {
        assertThat(ContractLint.check(
                        "hostile.yaml", fixture.contract("backend").root()))
                .extracting(ContractLint.Finding::problem)
                .allMatch(problem -> problem.startsWith("it has no"));
    }

    private List<Map<String, Object>> constants() {
        return Yaml.list(fixture.contract("backend").type("ThingSize").get("x-clerk-values")).stream()
                .map(Yaml::map)
                .toList();
    }
}
