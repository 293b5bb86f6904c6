package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Figures as JMH leaves them. */
final class Results {
    private Results() {}

    /** Saves a row of five turns: 25 µs and 6400 bytes for the baseline, 4896 bytes more for the subject. */
    static void save(Path folder, String id, double ratio) throws IOException {
        save(folder, id, benchmark(6400, 25_000, 25_000), benchmark(6400 + 4896, 25_000 * ratio, 25_000 * ratio));
    }

    static void save(Path folder, String id, JsonObject... benchmarks) throws IOException {
        Files.writeString(folder.resolve(id + ".json"), new Gson().toJson(benchmarks));
    }

    /**
     * A benchmark with the same wall time and bytes in each turn, and these CPU times, of which one stands for five.
     */
    static JsonObject benchmark(double bytes, double nanos, double... cpuNanos) {
        var cpu = cpuNanos.length == 1 ? repeated(cpuNanos[0], 5) : cpuNanos;
        var secondary = new JsonObject();
        secondary.add(WorkerProfiler.CPU_NANOS, metric(cpu));
        secondary.add(WorkerProfiler.BYTES, metric(repeated(bytes, cpu.length)));
        var benchmark = new JsonObject();
        benchmark.add("primaryMetric", metric(repeated(nanos, cpu.length)));
        benchmark.add("secondaryMetrics", secondary);
        return benchmark;
    }

    private static double[] repeated(double value, int times) {
        var values = new double[times];
        Arrays.fill(values, value);
        return values;
    }

    private static JsonObject metric(double[] values) {
        var data = new JsonArray();
        for (double value : values) {
            var turn = new JsonArray();
            turn.add(value);
            data.add(turn);
        }
        var metric = new JsonObject();
        metric.add("rawData", data);
        return metric;
    }
}
