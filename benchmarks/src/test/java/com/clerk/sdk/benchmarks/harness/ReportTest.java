package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = new Store(folder);
    }

    @Test
    void aRowStandsBesideItsBaselineAndBesideTheFirstOne() throws IOException {
        save("verify", 1.05);
        save("verify-by-nimbus", 1.47);

        assertThat(report())
                .contains("| nimbus-jose-jwt | 1.47 | 1.47 to 1.47 | 36.8 µs | 25.0 µs | 11.3 KB | 4896 B | 1.40 |");
    }

    @Test
    void aMissedTargetIsSaid() throws IOException {
        save("decode-100-users", 1.56);

        assertThat(report())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| decode-100-users: ")
                        .endsWith("**misses its target by 20 %** |"));
    }

    @Test
    void aReachedTargetIsSaid() throws IOException {
        save("verify", 1.04);

        assertThat(report())
                .anySatisfy(line -> assertThat(line).startsWith("| verify: ").endsWith("| reached |"));
    }

    @Test
    void whatWasNotMeasuredIsNotReported() throws IOException {
        assertThat(report()).noneMatch(line -> line.startsWith("## "));
    }

    @Test
    void whatIsKeptIsFoundAgain() throws IOException {
        save("verify", 1.05);

        var row = Rows.guarded().get(0);
        assertThat(store.find(row)).hasValueSatisfying(found -> {
            assertThat(found.ratio()).isEqualTo(1.05);
            assertThat(found.bytes()).isEqualTo(6400 + 4896);
        });
    }

    @Test
    void theChartIsWellFormedAndHasABarForEachLibrary() throws Exception {
        save("verify", 1.05);
        save("verify-by-nimbus", 1.47);

        var svg = String.join("\n", new Readme(store).chart().orElseThrow().lines());
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(svg).contains("nimbus-jose-jwt", ">1.47<", "this SDK", ">1.05<");
    }

    @Test
    void theReadmeIsChangedBetweenItsMarksAlone() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));

        var replaced = Readme.replaced(readme, List.of("$1 is no group"));

        assertThat(replaced).contains("$1 is no group").hasSizeLessThan(readme.length() + 20);
        assertThat(Readme.replaced(replaced, List.of("x"))).isEqualTo(Readme.replaced(readme, List.of("x")));
        assertThatThrownBy(() -> Readme.replaced("no marks", List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noTwoRowsShareAName() {
        var ids = Rows.groups().stream()
                .flatMap(group -> group.rows().stream())
                .map(Row::id)
                .toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(Rows.guarded().stream().map(Row::id).toList());
    }

    @Test
    void aSoakSaysHowManyTokensThereWere() throws IOException {
        store.save(ScaleTables.SOAK, Collections.nCopies(6, "60000 18000000 1000000"));

        assertThat(report())
                .contains(
                        "## Soak: two threads, 1,000,000 distinct tokens over and over, heap of 256 MB",
                        "| minute 1 | 60,000 | 60,000 to 60,000 | 18.0 to 18.0 MB |");
    }

    @Test
    void theReadmeShowsTheChartAndWhereAllFiguresAre() throws IOException {
        save("verify", 1.05);

        assertThat(new Readme(store).lines())
                .contains("| verify a session token, first sight | 1.05 | 26.3 µs | 11.3 KB |  |")
                .anyMatch(line -> line.contains("(benchmarks/speed.svg)"))
                .anyMatch(line -> line.contains("(benchmarks/RESULTS.md)"));
    }

    @Test
    void rowsCanBeMeasuredAgainByTheBeginningOfTheirIds() {
        var row = Row.of("decode-1-user", "title", "baseline", "subject");

        assertThat(BenchmarkSuite.isWanted(row, "all")).isTrue();
        assertThat(BenchmarkSuite.isWanted(row, "webhook,decode")).isTrue();
        assertThat(BenchmarkSuite.isWanted(row, "webhook,decode-100")).isFalse();
    }

    @Test
    void aBeginningThatNoRowHasIsRefused() {
        assertThatCode(() -> BenchmarkSuite.refuseUnknown("all")).doesNotThrowAnyException();
        assertThatCode(() -> BenchmarkSuite.refuseUnknown("decode,verify-2")).doesNotThrowAnyException();
        assertThatThrownBy(() -> BenchmarkSuite.refuseUnknown("decode,webhok"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No row's id begins with webhok; Rows has the ids");
    }

    private void save(String id, double ratio) throws IOException {
        var row = Row.of(id, id, "baseline", "subject");
        var round =
                new Round(new Round.Cost(25_000, 24_000, 6400), new Round.Cost(25_000 * ratio, 24_000, 6400 + 4896));
        store.save(new Measurement(row, Collections.nCopies(5, round)));
    }

    private List<String> report() throws IOException {
        var classPaths = new ClassPaths(folder, "a.jar");
        return new Report(store, Bounds.read(Path.of("bounds.properties")), new Environment(classPaths)).lines();
    }
}
