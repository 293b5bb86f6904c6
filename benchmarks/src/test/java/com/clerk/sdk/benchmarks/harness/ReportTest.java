package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void aRowStandsBesideItsBaselineAndBesideTheFirstOne() throws IOException {
        Results.save(folder, "verify", 1.05);
        Results.save(folder, "verify-by-nimbus", 1.47);

        assertThat(report())
                .contains(
                        "| nimbus-jose-jwt | 1.47 | 1.47 to 1.47 | 36.8 µs | 25.0 µs | 11.3 KB | 1.77 | 4896 B | 1.40 |");
    }

    @Test
    void aMissedTargetIsSaid() throws IOException {
        Results.save(
                folder, "decode-100-users", 1.2 * bounds("decode-100-users").targetRatio());

        assertThat(report())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("| decode-100-users: ")
                        .endsWith("**misses its target by 20 %** |"));
    }

    @Test
    void aReachedTargetIsSaid() throws IOException {
        Results.save(folder, "verify", 0.99 * bounds("verify").goal());

        assertThat(report())
                .anySatisfy(line -> assertThat(line).startsWith("| verify: ").endsWith("| reached |"));
    }

    @Test
    void whatWasNotMeasuredIsNotReported() throws IOException {
        assertThat(report()).noneMatch(line -> line.startsWith("## "));
    }

    @Test
    void theReadmeIsChangedBetweenItsMarksAlone() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));

        var replaced = Readme.replaced(readme, List.of("$1 is not a group"));

        assertThat(replaced).contains("$1 is not a group").hasSizeLessThan(readme.length() + 20);
        assertThat(Readme.replaced(replaced, List.of("x"))).isEqualTo(Readme.replaced(readme, List.of("x")));
        assertThatThrownBy(() -> Readme.replaced("no marks", List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theReadmeShowsFiguresBesideThePublishedSdksAndWhereAllFiguresAre() throws IOException {
        Results.save(folder, "seen", 0.5);
        Results.save(folder, "verify", 1.05);
        Results.save(folder, "verify-by-incumbent", 1.6);

        assertThat(new Readme(folder, Rows.read(Path.of("rows.yaml"))).lines())
                .contains(
                        "| verify a session token seen before | 0.50 | 12.5 µs | 11.3 KB |  |",
                        "| verify a session token, first sight | 1.05 | 26.3 µs | 11.3 KB | 1.60, 40.0 µs, 11.3 KB |")
                .anyMatch(line -> line.contains("(benchmarks/RESULTS.md)"));
    }

    @Test
    void aColdStartShowsTheMiddleOfItsStartsAndTheirRange() throws IOException {
        var program = new ColdStart.Program("first answered call", "this SDK", "cold.CallOnce", ClassPaths.SDK);
        var plain = List.of(
                new ColdStart.Start(220, 70_000), new ColdStart.Start(210, 71_000), new ColdStart.Start(260, 72_000));
        var archived = Collections.nCopies(3, new ColdStart.Start(110, 52_000));
        var results = List.of(new ColdStart.Result(program, 1749, plain, archived));
        Files.writeString(folder.resolve(Report.COLD), new Gson().toJson(results));

        assertThat(report())
                .contains(
                        "## Fresh JVM to first answered call",
                        "| this SDK | 220 ms (210 to 260) | 110 ms (110 to 110) | 1749 | 69 MB | 51 MB |");
    }

    @Test
    void theSectionsOfOtherProgramsFollow() throws IOException {
        Files.writeString(folder.resolve(Report.SOAK), "\n## Soak\n");
        Files.writeString(folder.resolve(Report.PAGING), "\n## Paging\n");

        assertThat(report()).containsSubsequence("## Soak", "## Paging");
    }

    private static Row.Bounds bounds(String id) throws IOException {
        return Rows.read(Path.of("rows.yaml")).find(id).orElseThrow().bounds();
    }

    private List<String> report() throws IOException {
        var rows = Rows.read(Path.of("rows.yaml"));
        return new Report(folder, rows, Environment.of(new ClassPaths(folder, "a.jar"), rows)).lines();
    }
}
