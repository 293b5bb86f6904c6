package com.clerk.sdk.benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The table of cold starts, and the lines it is kept in: classes, then times and memory without and with AppCDS. */
final class ColdTable {
    private final Store store;

    ColdTable(Store store) {
        this.store = store;
    }

    static List<String> lines(ColdStart.Result result) {
        return List.of(
                Long.toString(result.classes()),
                times(result.plain()),
                memory(result.plain()),
                times(result.archived()),
                memory(result.archived()));
    }

    private static String times(List<ColdStart.Start> starts) {
        return starts.stream().map(start -> Double.toString(start.millis())).collect(Collectors.joining(" "));
    }

    private static String memory(List<ColdStart.Start> starts) {
        return starts.stream().map(start -> Long.toString(start.memory())).collect(Collectors.joining(" "));
    }

    void addTo(List<String> out) {
        for (var task : List.of(Program.CALL, Program.VERIFY)) {
            var rows = Program.all().stream()
                    .filter(program -> program.task().equals(task))
                    .filter(program -> !store.lines(program.id()).isEmpty())
                    .map(this::line)
                    .toList();
            if (!rows.isEmpty()) {
                out.addAll(List.of("", "## Fresh JVM to " + task, ""));
                out.add("Wall time from the start of the process; the middle of all starts, and the range.");
                out.addAll(List.of("", "| | time | with AppCDS | classes | peak memory | with AppCDS |"));
                out.add("|---|---|---|---|---|---|");
                out.addAll(rows);
            }
        }
    }

    private String line(Program program) {
        var lines = store.lines(program.id());
        return Text.of(
                "| %s | %s | %s | %s | %s | %s |",
                program.title(),
                millis(lines.get(1)),
                millis(lines.get(3)),
                lines.get(0),
                megabytes(lines.get(2)),
                megabytes(lines.get(4)));
    }

    private static String millis(String line) {
        var values = numbers(line);
        return Text.of(
                "%.0f ms (%.0f to %.0f)",
                Measurement.quantile(values, 0.5), Measurement.quantile(values, 0), Measurement.quantile(values, 1));
    }

    private static String megabytes(String line) {
        return Text.of("%.0f MB", Measurement.quantile(numbers(line), 0.5) / 1024);
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }
}
