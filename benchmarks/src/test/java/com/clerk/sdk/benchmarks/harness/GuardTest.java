package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Properties;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Row ROW = Row.of("verify", "verify", "baseline", "subject");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aRowWithinItsBoundPassesAtTheFirstTry() throws Exception {
        assertThat(tooSlow(bounds("ratio", 1.1), steady(1.05))).isEmpty();
    }

    @Test
    void aRowThatIsOverItsBoundTwiceIsForgiven() throws Exception {
        assertThat(tooSlow(bounds("ratio", 1.1), steady(1.4), steady(1.3), steady(1.09)))
                .isEmpty();
        assertThat(printed()).contains("OVER ITS BOUND").contains("1.400").contains("1.300");
    }

    @Test
    void aRowThatIsOverItsBoundThreeTimesFails() throws Exception {
        assertThat(tooSlow(bounds("ratio", 1.1), steady(1.4), steady(1.3), steady(1.11)))
                .containsExactly("verify takes more than 1.10 x the CPU time of its baseline");
    }

    @Test
    void aBaselineThatScattersIsNoVerdict() throws Exception {
        assertThat(tooSlow(bounds("ratio", 1.1), scattering(1.2), scattering(1.2), scattering(1.2)))
                .isEmpty();
        assertThat(printed()).contains("no verdict, the machine is too busy: verify");
    }

    @Test
    void oneTryWithoutAVerdictSavesARow() throws Exception {
        assertThat(tooSlow(bounds("ratio", 1.1), steady(1.4), scattering(1.2), steady(1.4)))
                .isEmpty();
        assertThat(printed()).contains("no verdict, the machine is too busy: verify");
    }

    @Test
    void aRatioThatTheScatterCannotExplainIsAVerdict() {
        assertThat(Verdict.of(scattering(2.2), 1.1)).isEqualTo(Verdict.OVER);
        assertThat(Verdict.of(scattering(0.5), 1.1)).isEqualTo(Verdict.WITHIN);
        assertThat(Verdict.of(scattering(1.05), 1.1)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.of(scattering(1.5), 1.1)).isEqualTo(Verdict.NONE);
    }

    @Test
    void theRatioIsOfCpuTimes() {
        assertThat(steady(1.4).cpuRatio()).isEqualTo(1.4);
        assertThat(steady(1.4).ratio()).isEqualTo(1);
    }

    @Test
    void aMissedTargetIsSaidAndItsRegressionBoundHeld() throws Exception {
        var bounds = bounds("target", 1.3, "regression", 1.7);

        assertThat(tooSlow(bounds, steady(1.55))).isEmpty();
        assertThat(printed()).contains("misses its target of 1.30");
        assertThat(tooSlow(bounds, steady(1.75), steady(1.75), steady(1.75))).hasSize(1);
        assertThat(tooSlow(bounds, steady(1.25))).isEmpty();
        assertThat(printed()).contains("reaches its target");
    }

    @Test
    void everyGuardedRowHasABoundAndEveryBoundARow() throws IOException {
        var bounds = Bounds.read(Path.of("bounds.properties"));

        assertThat(bounds.rows())
                .containsExactlyInAnyOrderElementsOf(
                        Rows.guarded().stream().map(Row::id).toList());
        assertThat(bounds.rows()).allSatisfy(row -> {
            assertThat(bounds.time(row).ratio()).isPositive();
            assertThat(bounds.allocation(row, 17)).isPresent();
            assertThat(bounds.allocation(row, 25)).isPresent();
        });
    }

    @Test
    void aRowWithoutABoundIsRefused() {
        assertThatThrownBy(() -> bounds("goal", 1).time("verify"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bounds.properties lacks verify.regression");
    }

    private List<String> tooSlow(Bounds bounds, Measurement... measured) throws Exception {
        var tries = new ArrayDeque<>(List.of(measured));
        var tooSlow = new Guard(bounds, row -> tries.remove(), new PrintStream(printed, true)).check(List.of(ROW));
        assertThat(tries).as("tries left").isEmpty();
        return tooSlow;
    }

    /** A measurement whose baseline takes the same CPU time in every round. */
    private static Measurement steady(double ratio) {
        return measured(ratio, 1000, 1000, 1000, 1000, 1000);
    }

    /** A measurement whose baseline scatters by a fifth: two of five rounds are a fifth off. */
    private static Measurement scattering(double ratio) {
        return measured(ratio, 900, 900, 1000, 1100, 1100);
    }

    private static Measurement measured(double ratio, double... baseline) {
        return new Measurement(
                ROW,
                DoubleStream.of(baseline)
                        .mapToObj(nanos -> new Round(
                                new Round.Cost(5000, nanos, 6400), new Round.Cost(5000, nanos * ratio, 11_300)))
                        .toList());
    }

    private static Bounds bounds(Object... namesAndValues) {
        var properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty("verify." + namesAndValues[i], namesAndValues[i + 1].toString());
        }
        return new Bounds(properties);
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
