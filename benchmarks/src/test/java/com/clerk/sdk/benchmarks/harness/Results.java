package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures as JMH leaves them. */
final class Results {
    private static final int ITERATIONS = 5;
    private static final int OPERATIONS = 100;

    private Results() {}

    /** Saves a row of five iterations: 25 µs and 6400 bytes for the baseline, 4896 bytes more for the subject. */
    static void save(Path folder, String id, double ratio) throws IOException {
        var counters = new HashMap<String, Object>();
        add(counters, "baseline", 25_000, 6400);
        add(counters, "subject", 25_000 * ratio, 6400 + 4896);
        var fork = Map.of("secondaryMetrics", counters);
        Files.writeString(folder.resolve(id + ".json"), new Gson().toJson(List.of(fork)));
    }

    private static void add(Map<String, Object> counters, String side, double nanos, double bytes) {
        counters.put(side + "Operations", counter(1));
        counters.put(side + "Nanos", counter(nanos));
        counters.put(side + "CpuNanos", counter(nanos));
        counters.put(side + "Bytes", counter(bytes));
    }

    private static Object counter(double each) {
        return Map.of("rawData", List.of(Collections.nCopies(ITERATIONS, OPERATIONS * each)));
    }
}
