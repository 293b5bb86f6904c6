package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** The figures of a row, turn by turn. */
record Measurement(Row row, List<Turn> turns) {
    /** A turn of the baseline, and that of the subject beside it. */
    record Turn(Figures baseline, Figures subject) {}

    /** The cost of an operation: nanoseconds by the clock and on a processor, and bytes of garbage. */
    record Figures(double nanos, double cpuNanos, double bytes) {}

    /** A benchmark in JMH's JSON: each turn is a fork there, and has one iteration. */
    private record Benchmark(Metric primaryMetric, Map<String, Metric> secondaryMetrics) {
        Figures turn(int i) {
            var bytes = secondaryMetrics.get(WorkerProfiler.BYTES).rawData[i][0];
            return new Figures(
                    primaryMetric.rawData[i][0], secondaryMetrics.get(WorkerProfiler.CPU_NANOS).rawData[i][0], bytes);
        }
    }

    private record Metric(double[][] rawData) {}

    /** Reads the figures of a row from its file in a folder; empty if the row was not measured. */
    static Optional<Measurement> read(Path folder, Row row) {
        var file = folder.resolve(row.id() + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var results = new Gson().fromJson(Files.readString(file), Benchmark[].class);
            var turns = new ArrayList<Turn>();
            // The baseline and the subject of each JVM lie side by side.
            for (int i = 0; i < results.length; i += 2) {
                for (int turn = 0; turn < results[i].primaryMetric.rawData.length; turn++) {
                    turns.add(new Turn(results[i].turn(turn), results[i + 1].turn(turn)));
                }
            }
            return Optional.of(new Measurement(row, turns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Statistics all(ToDoubleFunction<Turn> figure) {
        return new ListStatistics(turns.stream().mapToDouble(figure).toArray());
    }

    /** Returns the median of a figure, which a few disturbed turns do not move. */
    private double median(ToDoubleFunction<Turn> figure) {
        return all(figure).getPercentile(50);
    }

    double nanos() {
        return median(turn -> turn.subject.nanos);
    }

    double baselineNanos() {
        return median(turn -> turn.baseline.nanos);
    }

    /** Returns the ratios of wall times. */
    Statistics ratios() {
        return all(turn -> turn.subject.nanos / turn.baseline.nanos);
    }

    double ratio() {
        return ratios().getPercentile(50);
    }

    private Statistics cpuRatios() {
        return all(turn -> turn.subject.cpuNanos / turn.baseline.cpuNanos);
    }

    /** Returns the median of the ratios of CPU times, which is what the guard holds. */
    double cpuRatio() {
        return cpuRatios().getPercentile(50);
    }

    /** Returns the share of a processor that the baseline's thread had in the median turn. */
    double processorShare() {
        return median(turn -> turn.baseline.cpuNanos / turn.baseline.nanos);
    }

    /**
     * Returns how far the median of the ratios of CPU times may be off, as a share of it: half of its confidence
     * interval of 95 %, by the interquartile range (McGill, Tukey and Larsen, 1978).
     */
    double cpuRatioDoubt() {
        return 1.57 * scatter(cpuRatios()) / Math.sqrt(turns.size());
    }

    /** Returns the scatter of the baseline's CPU times. */
    double baselineScatter() {
        return scatter(all(turn -> turn.baseline.cpuNanos));
    }

    /** Returns the interquartile range as a share of the median. */
    private static double scatter(Statistics figures) {
        return (figures.getPercentile(75) - figures.getPercentile(25)) / figures.getPercentile(50);
    }

    /** Returns the least garbage of all turns: it is the same every time, but for what measuring adds. */
    double bytes() {
        return all(turn -> turn.subject.bytes).getMin();
    }

    double baselineBytes() {
        return all(turn -> turn.baseline.bytes).getMin();
    }

    double bytesBeyondBaseline() {
        return bytes() - baselineBytes();
    }
}
