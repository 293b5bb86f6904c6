package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.benchmarks.harness.Measurement.Figures;
import com.clerk.sdk.benchmarks.harness.Measurement.Iteration;
import com.clerk.sdk.benchmarks.inputs.MakeInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final int JAVA = Runtime.version().feature();

    /** In percent. */
    private static final double EXACTNESS = 0.2;

    private static final ClassPaths CLASS_PATHS =
            new ClassPaths(Path.of("").toAbsolutePath(), System.getProperty("java.class.path"));

    @TempDir
    private static Path folder;

    private static Launcher launcher;

    @BeforeAll
    static void prepare() throws IOException {
        launcher = new Launcher(CLASS_PATHS, MakeInputs.in(folder, MakeInputs.CONTRACT));
    }

    static Stream<Named<Row>> rows() throws IOException {
        return Rows.read(Path.of("rows.yaml")).guarded().stream()
                .filter(row -> CLASS_PATHS.has(row.variant()))
                .map(row -> Named.of(row.id(), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void anOperationAllocatesAtMostItsBound(Row row) throws Exception {
        var bound = row.bounds().allocation(JAVA);
        assumeTrue(bound != null, "Nothing is held on Java " + JAVA + ": rows.yaml has no bounds for it.");

        var measured = count(row);

        System.out.println(Text.of("%s allocates %.0f bytes, held %s", row.id(), bound.counted(measured), bound));
        assertThat(bound.problem(measured)).isEmpty();
    }

    @Test
    void aVerifierThatVerifiesTwiceIsOverItsBound() throws Exception {
        var verify = row("verify");
        var once = count(verify);
        var twice = count(SlowedVerifier.inPlaceOf(verify));

        var bound = new AllocationBound(once.bytesBeyondBaseline(), true);
        assertThat(bound.problem(once)).isEmpty();
        assertThat(bound.problem(twice)).startsWith("An operation allocates").contains("beyond its baseline");
        assertThat(twice.bytes()).isCloseTo(2 * once.bytes(), withinPercentage(EXACTNESS));
    }

    @Test
    void countingTwiceGivesTheSameBytes() throws Exception {
        var row = row("decode-100-users");

        assertThat(count(row).bytes()).isCloseTo(count(row).bytes(), withinPercentage(EXACTNESS));
    }

    @Test
    void aBoundToleratesFivePercent() throws IOException {
        var beyond = new AllocationBound(1000, true);
        var inAll = new AllocationBound(1000, false);

        assertThat(beyond.problem(counted(7000, 8050))).isEmpty();
        assertThat(beyond.problem(counted(7000, 8051)))
                .startsWith("An operation allocates 1051 bytes beyond its baseline, more than 1000");
        assertThat(inAll.problem(counted(7000, 1050))).isEmpty();
        assertThat(inAll.problem(counted(7000, 1051))).startsWith("An operation allocates 1051 bytes, more than 1000");
    }

    @Test
    void aBoundOfZeroForbidsEveryObject() throws IOException {
        var none = new AllocationBound(0, false);

        assertThat(none.problem(counted(7000, 0.9)))
                .as("a part of JMH's own objects")
                .isEmpty();
        assertThat(none.problem(counted(7000, 16))).startsWith("An operation allocates 16 bytes, more than 0");
    }

    private static Measurement count(Row row) throws Exception {
        return launcher.measure(row, Size.ALLOCATION, folder);
    }

    private static Measurement counted(double baseline, double subject) throws IOException {
        var only = new Iteration(new Figures(1, 1, baseline), new Figures(1, 1, subject));
        return new Measurement(row("verify"), List.of(only));
    }

    private static Row row(String id) throws IOException {
        return Rows.read(Path.of("rows.yaml")).find(id).orElseThrow();
    }
}
