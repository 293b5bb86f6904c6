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
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** The figures of a row, iteration by iteration. */
record Measurement(Row row, List<Iteration> iterations) {
    /** An iteration of the baseline, and that of the subject beside it. */
    record Iteration(Figures baseline, Figures subject) {}

    /** The cost of an operation: nanoseconds by the clock and on a processor, and bytes of garbage. */
    record Figures(double nanos, double cpuNanos, double bytes) {}

    /** A measuring JVM's part of JMH's JSON: the counters of a {@link Pair}, by iteration. */
    private record Fork(Map<String, Counter> secondaryMetrics) {
        int iterations() {
            return secondaryMetrics.get("baselineNanos").rawData[0].length;
        }

        Iteration iteration(int number) {
            return new Iteration(figures("baseline", number), figures("subject", number));
        }

        private Figures figures(String side, int iteration) {
            double operations = sum(side + "Operations", iteration);
            return new Figures(
                    sum(side + "Nanos", iteration) / operations,
                    sum(side + "CpuNanos", iteration) / operations,
                    sum(side + "Bytes", iteration) / operations);
        }

        private double sum(String counter, int iteration) {
            return secondaryMetrics.get(counter).rawData[0][iteration];
        }
    }

    private record Counter(double[][] rawData) {}

    /** Reads the figures of a row from its file in a folder; empty if the row was not measured. */
    static Optional<Measurement> read(Path folder, Row row) {
        var file = folder.resolve(row.id() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var forks = new Gson().fromJson(Files.readString(file), Fork[].class);
            var iterations = Arrays.stream(forks)
                    .flatMap(fork -> IntStream.range(0, fork.iterations()).mapToObj(fork::iteration));
            return Optional.of(new Measurement(row, iterations.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Statistics all(ToDoubleFunction<Iteration> figure) {
        return new ListStatistics(iterations.stream().mapToDouble(figure).toArray());
    }

    /** Returns the median of a figure, which a few disturbed iterations do not move. */
    private double median(ToDoubleFunction<Iteration> figure) {
        return all(figure).getPercentile(50);
    }

    double nanos() {
        return median(each -> each.subject.nanos);
    }

    double baselineNanos() {
        return median(each -> each.baseline.nanos);
    }

    /** Returns the ratios of wall times. */
    Statistics ratios() {
        return all(each -> each.subject.nanos / each.baseline.nanos);
    }

    double ratio() {
        return ratios().getPercentile(50);
    }

    private Statistics cpuRatios() {
        return all(each -> each.subject.cpuNanos / each.baseline.cpuNanos);
    }

    /** Returns the median of the ratios of CPU times, which is what the guard holds. */
    double cpuRatio() {
        return cpuRatios().getPercentile(50);
    }

    /** Returns the share of a processor that the baseline's thread had in the median iteration. */
    double processorShare() {
        return median(each -> each.baseline.cpuNanos / each.baseline.nanos);
    }

    /**
     * Returns how far the median of the ratios of CPU times may be off, as a share of it: half of its confidence
     * interval of 95 %, by the interquartile range (McGill, Tukey and Larsen, 1978).
     */
    double cpuRatioDoubt() {
        return 1.57 * scatter(cpuRatios()) / Math.sqrt(iterations.size());
    }

    /** Returns the scatter of the baseline's CPU times. */
    double baselineScatter() {
        return scatter(all(each -> each.baseline.cpuNanos));
    }

    /** Returns the interquartile range as a share of the median. */
    private static double scatter(Statistics figures) {
        return (figures.getPercentile(75) - figures.getPercentile(25)) / figures.getPercentile(50);
    }

    /** Returns the least garbage of all iterations: it is the same every time, but for what measuring adds. */
    double bytes() {
        return all(each -> each.subject.bytes).getMin();
    }

    double baselineBytes() {
        return all(each -> each.baseline.bytes).getMin();
    }

    double bytesBeyondBaseline() {
        return bytes() - baselineBytes();
    }
}
