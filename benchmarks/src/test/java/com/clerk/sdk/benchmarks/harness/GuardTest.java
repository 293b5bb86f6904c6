package com.clerk.sdk.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.benchmarks.harness.Measurement.Figures;
import com.clerk.sdk.benchmarks.harness.Measurement.Iteration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final Row.Bounds HELD = new Row.Bounds(1.1, null, null, null, null);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void aRowWithinItsBoundPassesAtTheFirstTry() throws Exception {
        assertThat(tooSlow(HELD, steady(1.05))).isEmpty();
    }

    @Test
    void aRowThatIsOverItsBoundTwiceIsForgiven() throws Exception {
        assertThat(tooSlow(HELD, steady(1.4), steady(1.3), steady(1.09))).isEmpty();
        assertThat(printed()).contains("OVER ITS BOUND").endsWith("  within\n");
    }

    @Test
    void aRowThatIsOverItsBoundThreeTimesFails() throws Exception {
        assertThat(tooSlow(HELD, steady(1.4), steady(1.3), steady(1.11)))
                .containsExactly("verify takes more than 1.10 x the CPU time of its baseline");
    }

    @Test
    void ratiosThatScatterAreNoVerdict() throws Exception {
        assertThat(tooSlow(HELD, scattering(1.2), scattering(1.2), scattering(1.2)))
                .isEmpty();
        assertThat(printed()).contains("no verdict, the machine is too busy: verify");
    }

    @Test
    void threeTriesTogetherTellWhatOneCannot() throws Exception {
        assertThat(Verdict.of(scattering(1.01), 1.1)).isEqualTo(Verdict.NONE);

        assertThat(tooSlow(HELD, scattering(1.01), scattering(1.01), scattering(1.01)))
                .isEmpty();
        assertThat(printed()).endsWith("  within\n").doesNotContain("too busy");
    }

    @Test
    void oneTryWithoutAVerdictSavesARow() throws Exception {
        assertThat(tooSlow(HELD, steady(1.4), scattering(1.2), steady(1.4))).isEmpty();
        assertThat(printed()).contains("no verdict, the machine is too busy: verify");
    }

    @Test
    void aRatioThatTheScatterCannotExplainIsAVerdict() {
        assertThat(Verdict.of(scattering(2.2), 1.1)).isEqualTo(Verdict.OVER);
        assertThat(Verdict.of(scattering(0.5), 1.1)).isEqualTo(Verdict.WITHIN);
        assertThat(Verdict.of(scattering(1.05), 1.1)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.of(scattering(1.2), 1.1)).isEqualTo(Verdict.NONE);
    }

    @Test
    void aBaselineThatScattersCallsNoRowTooSlow() {
        assertThat(Verdict.of(measured(1.2, 1000, 900, 900, 1000, 1100, 1100), 1.1))
                .isEqualTo(Verdict.NONE);
        assertThat(Verdict.of(measured(1.05, 1000, 900, 900, 1000, 1100, 1100), 1.1))
                .isEqualTo(Verdict.WITHIN);
        assertThat(Verdict.of(measured(2.2, 1000, 900, 900, 1000, 1100, 1100), 1.1))
                .isEqualTo(Verdict.OVER);
    }

    @Test
    void aBaselineThatSharesItsProcessorIsNoVerdict() {
        var shared = measured(1.3, 2 * 1000, 1000, 1000, 1000, 1000, 1000);

        assertThat(shared.processorShare()).isEqualTo(0.5);
        assertThat(Verdict.of(shared, 1.1)).isEqualTo(Verdict.NONE);
        assertThat(Verdict.of(shared, 0.8)).isEqualTo(Verdict.OVER);
        assertThat(Verdict.of(shared, 2)).isEqualTo(Verdict.WITHIN);
    }

    @Test
    void theRatioIsOfCpuTimes() {
        assertThat(steady(1.4).cpuRatio()).isEqualTo(1.4);
        assertThat(steady(1.4).ratio()).isEqualTo(1);
    }

    @Test
    void aMissedTargetIsSaidAndItsRegressionBoundHeld() throws Exception {
        var bounds = new Row.Bounds(1.7, 1.3, null, null, null);

        assertThat(tooSlow(bounds, steady(1.55))).isEmpty();
        assertThat(printed()).contains("misses its target of 1.30");
        assertThat(tooSlow(bounds, steady(1.75), steady(1.75), steady(1.75))).hasSize(1);
        assertThat(tooSlow(bounds, steady(1.25))).isEmpty();
        assertThat(printed()).contains("reaches its target");
    }

    private List<String> tooSlow(Row.Bounds bounds, Measurement... measured) throws Exception {
        var row = row(bounds);
        var tries = new ArrayDeque<>(List.of(measured));
        Guard.Measuring next = any -> new Measurement(any, tries.remove().iterations());
        var tooSlow = new Guard(next, new PrintStream(printed, true)).check(List.of(row));
        assertThat(tries).as("tries left").isEmpty();
        return tooSlow;
    }

    private static Row row(Row.Bounds bounds) {
        return new Row("verify", "verify", "baseline", "subject", Map.of(), 1, ClassPaths.SDK, "512m", bounds);
    }

    /** A measurement whose baseline takes the same CPU time in every iteration. */
    private static Measurement steady(double ratio) {
        return measured(ratio, 1000, 1000, 1000, 1000, 1000, 1000);
    }

    /** A measurement in which the subject's CPU time scatters by a fifth, and so the ratio. */
    private static Measurement scattering(double ratio) {
        return new Measurement(
                row(HELD),
                DoubleStream.of(850, 900, 1000, 1100, 1150)
                        .mapToObj(nanos -> iteration(1000, 1000, nanos * ratio))
                        .toList());
    }

    private static Measurement measured(double ratio, double wallNanos, double... baseline) {
        return new Measurement(
                row(HELD),
                DoubleStream.of(baseline)
                        .mapToObj(nanos -> iteration(wallNanos, nanos, nanos * ratio))
                        .toList());
    }

    private static Iteration iteration(double wallNanos, double baseline, double subject) {
        return new Iteration(new Figures(wallNanos, baseline, 0), new Figures(wallNanos, subject, 0));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
