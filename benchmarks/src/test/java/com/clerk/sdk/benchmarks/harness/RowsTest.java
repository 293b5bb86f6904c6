package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

class RowsTest {
    private Rows rows;

    @BeforeEach
    void read() throws IOException {
        rows = Rows.read(Path.of("rows.yaml"));
    }

    @Test
    void everyBenchmarkOfThisModuleIsThereWithTheParametersOfItsRow() {
        assertThat(rows.wanted("all"))
                .filteredOn(row -> ClassPaths.isOwn(row.variant()))
                .hasSizeGreaterThan(30)
                .allSatisfy(row -> {
                    assertThatCode(() -> parameters(row.against())).doesNotThrowAnyException();
                    assertThat(Stream.concat(parameters(row.against()).stream(), parameters(row.subject()).stream()))
                            .containsAll(row.params().keySet());
                });
    }

    private static List<String> parameters(String benchmark) throws ReflectiveOperationException {
        int dot = benchmark.lastIndexOf('.');
        var type = Class.forName(Row.BENCHMARKS + benchmark.substring(0, dot));
        assertThat(type.getMethod(benchmark.substring(dot + 1)).isAnnotationPresent(Benchmark.class))
                .isTrue();
        return Stream.of(type.getFields())
                .filter(field -> field.isAnnotationPresent(Param.class))
                .map(field -> field.getName())
                .toList();
    }

    @Test
    void everyGuardedRowHasBoundsOfTimeAndOfAllocationOnJava17And25() {
        assertThat(rows.guarded()).hasSize(13).allSatisfy(row -> {
            assertThat(row.bounds().ratio()).isPositive();
            assertThat(row.bounds().allocation(17)).isNotNull();
            assertThat(row.bounds().allocation(25)).isNotNull();
            assertThat(row.bounds().allocation(16)).isNull();
        });
    }

    @Test
    void aRowHasTheBaselineOfItsGroupUnlessItNamesAnother() {
        assertThat(rows.find("verify").orElseThrow().against()).isEqualTo("shared.BareSignature.verify");
        assertThat(rows.find("verify-2-kb").orElseThrow().against()).isEqualTo("shared.BareSignature.verifyLarge");
    }

    @Test
    void noTwoRowsShareAnId(@TempDir Path folder) throws IOException {
        var row = "    - {id: verify, title: t, subject: s}\n";
        var file = Files.writeString(
                folder.resolve("rows.yaml"), "- title: t\n  baseline: b\n  against: a\n  rows:\n" + row + row);

        assertThatThrownBy(() -> Rows.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows.yaml has two rows with the id verify");
    }

    @Test
    void rowsCanBeMeasuredAgainByTheBeginningOfTheirIds() {
        assertThat(rows.wanted("all")).hasSize(57);
        assertThat(rows.wanted("webhook-event,decode-1"))
                .extracting(Row::id)
                .contains("webhook-event", "decode-1-user", "decode-100-users")
                .doesNotContain("webhook", "decode-500-users", "verify");
    }

    @Test
    void aBeginningThatNoRowHasIsRefused() {
        assertThatThrownBy(() -> rows.wanted("decode,webhok"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No row's id begins with webhok; rows.yaml has the ids");
    }
}
