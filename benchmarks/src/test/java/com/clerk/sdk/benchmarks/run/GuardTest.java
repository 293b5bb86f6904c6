package com.clerk.sdk.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.benchmarks.kit.BareSignature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    private static final Row ROW = Row.of("verify", "verify", "limit", "subject");
    private static final Plan QUICK = new Plan(1, 600, 5, 40);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aRowWithinItsBoundsPassesAtTheFirstTry() throws Exception {
        assertThat(problems(bounds("ratio", 1.1), 1.05)).isEmpty();
    }

    @Test
    void aRowThatIsOverItsBoundTwiceIsForgiven() throws Exception {
        assertThat(problems(bounds("ratio", 1.1), 1.4, 1.3, 1.09)).isEmpty();
        assertThat(printed()).contains("OVER ITS BOUND").contains("1.400").contains("1.300");
    }

    @Test
    void aRowThatIsOverItsBoundThreeTimesFails() throws Exception {
        assertThat(problems(bounds("ratio", 1.1), 1.4, 1.3, 1.11))
                .containsExactly("verify: 1.110 x its limit, at most 1.10, in each of 3 tries");
    }

    @Test
    void garbageIsHeldExactly() {
        var bound = bounds("ratio", 2, "garbage", 4896).of("verify");

        assertThat(bound.problem(measured(1, 6400 + 4896))).isEmpty();
        assertThat(bound.problem(measured(1, 6400 + 5000))).isEqualTo("5000 bytes beyond its limit, at most 4896");
    }

    @Test
    void garbageInAllIsHeldWhereTheLimitsSaysNothing() {
        var bound = bounds("ratio", 2, "bytes", 1300).of("verify");

        assertThat(bound.problem(measured(1, 1300))).isEmpty();
        assertThat(bound.problem(measured(1, 1400))).isEqualTo("1400 bytes in all, at most 1300");
    }

    @Test
    void garbageIsHeldOnlyOnTheJavaVersionItWasMeasuredOn() {
        var properties = properties("ratio", 2, "garbage", 10);

        assertThat(new Bounds(properties, 25).of("verify").problem(measured(1, 100_000)))
                .isEmpty();
        assertThat(new Bounds(properties, 17).of("verify").problem(measured(1, 100_000)))
                .isNotEmpty();
    }

    @Test
    void aMissedTargetIsSaidAndItsRegressionBoundHeld() throws Exception {
        var bounds = bounds("target", 1.3, "regression", 1.7);

        assertThat(problems(bounds, 1.55)).isEmpty();
        assertThat(printed()).contains("misses its target of 1.30");
        assertThat(problems(bounds, 1.75, 1.75, 1.75)).hasSize(1);
        assertThat(problems(bounds, 1.25)).isEmpty();
        assertThat(printed()).contains("reaches its target now");
    }

    @Test
    void everyGuardedRowHasABoundAndEveryBoundARow() throws IOException {
        var bounds = Bounds.read(Path.of("bounds.properties"));

        assertThat(bounds.rows())
                .containsExactlyInAnyOrderElementsOf(
                        Rows.guarded().stream().map(Row::id).toList());
        assertThat(bounds.rows())
                .allSatisfy(row -> assertThat(bounds.of(row).ratio()).isPositive());
    }

    @Test
    void aVerifierMadeSlowFails(@TempDir Path folder) throws Exception {
        var slowed = Row.of(
                "verify", "verify", Rows.name(BareSignature.class, "verify"), Rows.name(SlowedVerifier.class, "twice"));

        assertThat(guard(folder).check(List.of(slowed)))
                .singleElement()
                .asString()
                .startsWith("verify: ")
                .contains("x its limit, at most 1.60");
    }

    @Test
    void theVerifierAsItIsPasses(@TempDir Path folder) throws Exception {
        var row = Rows.guarded().get(0);

        assertThat(row.id()).isEqualTo("verify");
        assertThat(guard(folder).check(List.of(row))).isEmpty();
    }

    /** Measures for real, but shortly, so the bound is wide; what counts is that twice the work is over it. */
    private Guard guard(Path folder) throws IOException {
        var classPaths = new ClassPaths(Path.of("").toAbsolutePath(), System.getProperty("java.class.path"));
        var launcher = new Launcher(classPaths, MakeInputs.in(folder, Main.CONTRACT));
        return new Guard(bounds("ratio", 1.6), row -> launcher.measure(row, QUICK), new PrintStream(printed, true));
    }

    private List<String> problems(Bounds bounds, double... ratios) throws Exception {
        var tries = new ArrayDeque<Measurement>();
        for (double ratio : ratios) {
            tries.add(measured(ratio, 6400));
        }
        var problems = new Guard(bounds, row -> tries.remove(), new PrintStream(printed, true)).check(List.of(ROW));
        assertThat(tries).as("tries left").isEmpty();
        return problems;
    }

    private static Measurement measured(double ratio, double bytes) {
        return new Measurement(ROW, Collections.nCopies(5, new Round(1000, 1000 * ratio, 6400, bytes)));
    }

    private static Bounds bounds(Object... namesAndValues) {
        return new Bounds(properties(namesAndValues), 17);
    }

    private static Properties properties(Object... namesAndValues) {
        var properties = new Properties();
        properties.setProperty("garbage.java", "17");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty("verify." + namesAndValues[i], namesAndValues[i + 1].toString());
        }
        return properties;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
