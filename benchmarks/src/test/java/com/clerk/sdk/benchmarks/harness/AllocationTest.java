package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.benchmarks.harness.AllocationBound.Allocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final int JAVA = Runtime.version().feature();
    private static final ClassPaths CLASS_PATHS =
            new ClassPaths(Path.of("").toAbsolutePath(), System.getProperty("java.class.path"));

    private static Launcher launcher;

    @BeforeAll
    static void prepare(@TempDir Path folder) throws IOException {
        launcher = new Launcher(CLASS_PATHS, MakeInputs.in(folder, Main.CONTRACT));
    }

    static Stream<Named<Row>> rows() throws IOException {
        return Rows.read(Path.of("rows.yaml")).guarded().stream()
                .filter(CLASS_PATHS::has)
                .map(row -> Named.of(row.id(), row));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void anOperationAllocatesAtMostItsBound(Row row) throws Exception {
        var bound = row.bounds().allocation(JAVA);
        assumeTrue(bound != null, "Nothing is held on Java " + JAVA + ": rows.yaml has no bounds for it.");

        var allocation = launcher.allocation(row);

        System.out.println(Text.of("%s allocates %.0f bytes, held %s", row.id(), bound.counted(allocation), bound));
        assertThat(bound.problem(allocation)).isEmpty();
    }

    @Test
    void aVerifierThatVerifiesTwiceIsOverItsBound() throws Exception {
        var verify = row("verify");
        var once = launcher.allocation(verify);
        var twice = launcher.allocation(SlowedVerifier.inPlaceOf(verify));

        var bound = new AllocationBound(once.subject() - once.baseline(), true);
        assertThat(bound.problem(once)).isEmpty();
        assertThat(bound.problem(twice)).startsWith("An operation allocates").contains("beyond its baseline");
        assertThat(twice.subject()).isEqualTo(2 * once.subject());
    }

    @Test
    void countingTwiceGivesTheSameBytes() throws Exception {
        var row = row("decode-100-users");

        assertThat(launcher.allocation(row)).isEqualTo(launcher.allocation(row));
    }

    @Test
    void aBoundToleratesFivePercent() {
        var beyond = new AllocationBound(1000, true);
        var inAll = new AllocationBound(1000, false);

        assertThat(beyond.problem(new Allocation(7000, 8050))).isEmpty();
        assertThat(beyond.problem(new Allocation(7000, 8051)))
                .startsWith("An operation allocates 1051 bytes beyond its baseline, more than 1000");
        assertThat(inAll.problem(new Allocation(7000, 1050))).isEmpty();
        assertThat(inAll.problem(new Allocation(7000, 1051)))
                .startsWith("An operation allocates 1051 bytes, more than 1000");
    }

    private static Row row(String id) throws IOException {
        return Rows.read(Path.of("rows.yaml")).find(id).orElseThrow();
    }
}
