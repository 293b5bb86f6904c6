package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * The figures of a row: a value for each turn, in nanoseconds and bytes for an operation.
 *
 * @param baseline turns of the baseline
 * @param subject turns of the subject
 */
record Measurement(Row row, Turns baseline, Turns subject) {
    /** The turns of a benchmark: wall time, CPU time of the worker threads, and garbage. */
    record Turns(double[] nanos, double[] cpuNanos, double[] bytes) {
        private static Turns of(List<Benchmark> forks) {
            return new Turns(
                    values(forks, Benchmark::primaryMetric),
                    values(forks, fork -> fork.secondaryMetrics.get(CpuTimeProfiler.LABEL)),
                    values(forks, fork -> fork.secondaryMetrics.get("gc.alloc.rate.norm")));
        }

        private static Turns pooled(List<Turns> tries) {
            return new Turns(joined(tries, Turns::nanos), joined(tries, Turns::cpuNanos), joined(tries, Turns::bytes));
        }

        private static double[] joined(List<Turns> tries, Function<Turns, double[]> figures) {
            return tries.stream().map(figures).flatMapToDouble(Arrays::stream).toArray();
        }

        private static double[] values(List<Benchmark> forks, Function<Benchmark, Metric> metric) {
            return forks.stream()
                    .flatMap(fork -> Arrays.stream(metric.apply(fork).rawData))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
        }
    }

    /** A benchmark in JMH's JSON. */
    private record Benchmark(Metric primaryMetric, Map<String, Metric> secondaryMetrics) {}

    private record Metric(double[][] rawData) {}

    /** Reads the figures of a row from its file in a folder; empty if the row was not measured. */
    static Optional<Measurement> read(Path folder, Row row) {
        var file = folder.resolve(row.id() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var results = new Gson().fromJson(Files.readString(file), Benchmark[].class);
            return Optional.of(
                    new Measurement(row, Turns.of(everySecond(results, 0)), Turns.of(everySecond(results, 1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the turns of some measurements of a row as those of one. */
    static Measurement pooled(List<Measurement> tries) {
        return new Measurement(
                tries.get(0).row,
                Turns.pooled(tries.stream().map(Measurement::baseline).toList()),
                Turns.pooled(tries.stream().map(Measurement::subject).toList()));
    }

    /** Returns the baselines or the subjects of the forks, which lie in turns in a file. */
    private static List<Benchmark> everySecond(Benchmark[] results, int first) {
        return IntStream.iterate(first, i -> i < results.length, i -> i + 2)
                .mapToObj(i -> results[i])
                .toList();
    }

    /** Returns the ratios of wall times, turn by turn. */
    Statistics ratios() {
        return ratios(subject.nanos, baseline.nanos);
    }

    /** Returns the median of the ratios, which a few disturbed turns do not move. */
    double ratio() {
        return ratios().getPercentile(50);
    }

    /** Returns the median of the ratios of CPU times, which is what the guard holds. */
    double cpuRatio() {
        return ratios(subject.cpuNanos, baseline.cpuNanos).getPercentile(50);
    }

    /** Returns the share of a processor that the baseline's thread had in the median turn. */
    double processorShare() {
        return ratios(baseline.cpuNanos, baseline.nanos).getPercentile(50);
    }

    /**
     * Returns how far the median of the ratios of CPU times may be off, as a share of it: half of its confidence
     * interval of 95 %, by the interquartile range (McGill, Tukey and Larsen, 1978).
     */
    double cpuRatioDoubt() {
        var ratios = ratios(subject.cpuNanos, baseline.cpuNanos);
        double range = ratios.getPercentile(75) - ratios.getPercentile(25);
        return 1.57 * range / Math.sqrt((double) ratios.getN()) / ratios.getPercentile(50);
    }

    /** Returns the interquartile range of the baseline's CPU times as a share of their median. */
    double baselineScatter() {
        var cpu = new ListStatistics(baseline.cpuNanos);
        return (cpu.getPercentile(75) - cpu.getPercentile(25)) / cpu.getPercentile(50);
    }

    double nanos() {
        return new ListStatistics(subject.nanos).getPercentile(50);
    }

    double baselineNanos() {
        return new ListStatistics(baseline.nanos).getPercentile(50);
    }

    /** Returns the least garbage of all turns: it is the same every time, but for what measuring adds. */
    double bytes() {
        return new ListStatistics(subject.bytes).getMin();
    }

    double bytesBeyondBaseline() {
        return bytes() - new ListStatistics(baseline.bytes).getMin();
    }

    private static Statistics ratios(double[] these, double[] those) {
        return new ListStatistics(IntStream.range(0, these.length)
                .mapToDouble(i -> these[i] / those[i])
                .toArray());
    }
}
