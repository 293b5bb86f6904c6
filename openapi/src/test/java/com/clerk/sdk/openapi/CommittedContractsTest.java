package com.clerk.sdk.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.openapi.contract.TypesWithoutCode;
import com.clerk.sdk.openapi.lint.ContractLint;
import com.clerk.sdk.openapi.upstream.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contracts as they are committed. */
class CommittedContractsTest {
    private static Map<String, Object> contract(String api) {
        return Yaml.read(Path.of(api + ".yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "frontend", "platform", "webhooks"})
    void aContractKeepsEveryRule(String api) {
        assertThat(ContractLint.check(api + ".yaml", contract(api))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"backend, 249", "frontend, 202", "platform, 51"})
    void noOperationIsMissing(String api, int count) {
        var operations = Yaml.map(contract(api).get("paths")).values().stream()
                .mapToInt(item -> Yaml.map(item).size())
                .sum();

        assertThat(operations).isEqualTo(count);
    }

    @Test
    void noEventIsMissing() {
        assertThat(Yaml.map(contract("webhooks").get("x-clerk-events"))).hasSize(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backend", "frontend", "platform", "webhooks"})
    void typesWithoutCodeAreThoseThatTheContractMarks(String api) throws IOException {
        assertThat(Files.readString(Path.of(api + ".ignore"))).isEqualTo(TypesWithoutCode.ignoreFile(contract(api)));
    }
}
