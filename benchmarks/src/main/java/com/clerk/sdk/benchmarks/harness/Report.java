package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** The text of RESULTS.md, made from the figures in a folder. Rows that were not measured are left out. */
final class Report {
    static final String COLD = "cold.json";
    static final String SOAK = "soak";
    static final String PAGING = "paging";

    private static final int WINDOWS_OF_A_MINUTE = 6;

    private final Path results;
    private final Rows rows;
    private final Environment environment;
    private final List<String> out = new ArrayList<>();

    Report(Path results, Rows rows, Environment environment) {
        this.results = results;
        this.rows = rows;
        this.environment = environment;
    }

    List<String> lines() throws IOException {
        out.addAll(List.of("# Results", ""));
        out.addAll(List.of(
                "Written by `mvn -Pbenchmarks verify`; do not edit. [README.md](README.md) says how to read this.",
                ""));
        out.addAll(environment.lines());
        targets(measured(rows.guarded()));
        rows.groups().forEach(group -> group(group, measured(group.rows())));
        cold();
        soak(lines(SOAK));
        paging(lines(PAGING));
        return out;
    }

    private List<Measurement> measured(List<Row> some) {
        return some.stream()
                .map(row -> Measurement.read(results, row))
                .flatMap(Optional::stream)
                .toList();
    }

    private void targets(List<Measurement> guarded) {
        if (!guarded.isEmpty()) {
            Text.table(out, "Targets", "", "Row", "× baseline", "target", "goal", "held by the guard", "");
            guarded.forEach(measured -> out.add(target(measured, measured.row().bounds())));
        }
    }

    private static String target(Measurement measured, Row.Bounds bounds) {
        return Text.row(
                measured.row().id() + ": " + measured.row().title(),
                Text.ratio(measured.ratio()),
                Text.of("%.2f", bounds.targetRatio()),
                bounds.goal() == null ? "" : Text.of("%.2f", bounds.goal()),
                Text.of("%.2f", bounds.ratio()),
                verdict(measured.ratio(), bounds));
    }

    private static String verdict(double ratio, Row.Bounds bounds) {
        if (ratio > bounds.targetRatio()) {
            return Text.of("**misses its target by %.0f %%**", 100 * (ratio / bounds.targetRatio() - 1));
        }
        boolean goal = bounds.goal() == null || ratio <= bounds.goal();
        return goal ? "reached" : "target reached, goal not";
    }

    private void group(Rows.Group group, List<Measurement> measured) {
        if (measured.isEmpty()) {
            return;
        }
        Text.table(
                out,
                group.title(),
                "Baseline: " + group.baseline() + ", measured in the same processes.",
                "",
                "× baseline",
                "10 % to 90 % of rounds",
                "time",
                "baseline's time",
                "garbage",
                "beyond the baseline's",
                "× first row");
        measured.forEach(row -> out.add(line(row, measured.get(0))));
    }

    private static String line(Measurement measured, Measurement first) {
        boolean comparable = measured.row().threads() == first.row().threads();
        return Text.row(
                measured.row().title(),
                Text.ratio(measured.ratio()),
                range(measured.ratios(), 10, 90, Text::ratio),
                Text.time(measured.nanos()),
                Text.time(measured.baselineNanos()),
                Text.bytes(measured.bytes()),
                Text.bytes(measured.bytesBeyondBaseline()),
                comparable ? Text.ratio(measured.ratio() / first.ratio()) : "");
    }

    /** Formats a figure. */
    @FunctionalInterface
    private interface Format {
        String of(double figure);
    }

    private static String range(Statistics figures, double from, double to, Format format) {
        return format.of(figures.getPercentile(from)) + " to " + format.of(figures.getPercentile(to));
    }

    private void cold() throws IOException {
        if (Files.exists(results.resolve(COLD))) {
            var all = new Gson().fromJson(Files.readString(results.resolve(COLD)), ColdStart.Result[].class);
            var tasks = Arrays.stream(all)
                    .collect(Collectors.groupingBy(result -> result.program().task()));
            tasks.keySet().stream().sorted().forEach(task -> cold(task, tasks.get(task)));
        }
    }

    private void cold(String task, List<ColdStart.Result> programs) {
        var introduction = "Wall time from the start of the process; the middle of all starts, and the range.";
        Text.table(
                out,
                "Fresh JVM to " + task,
                introduction,
                "",
                "time",
                "with AppCDS",
                "classes",
                "peak memory",
                "with AppCDS");
        for (var result : programs) {
            out.add(Text.row(
                    result.program().title(),
                    millis(result.plain()),
                    millis(result.archived()),
                    result.classes(),
                    megabytes(result.plain()),
                    megabytes(result.archived())));
        }
    }

    private static String millis(List<ColdStart.Start> starts) {
        var millis = statistics(starts, ColdStart.Start::millis);
        return Text.of("%.0f ms (%s)", millis.getPercentile(50), range(millis, 0, 100, each -> Text.of("%.0f", each)));
    }

    private static String megabytes(List<ColdStart.Start> starts) {
        return Text.of("%.0f MB", statistics(starts, ColdStart.Start::memory).getPercentile(50) / 1024);
    }

    private static <T> Statistics statistics(List<T> figures, ToDoubleFunction<T> of) {
        return new ListStatistics(figures.stream().mapToDouble(of).toArray());
    }

    /** Takes a line for every ten seconds: tokens for a second, bytes of heap, how many distinct tokens there are. */
    private void soak(List<double[]> windows) {
        if (windows.isEmpty()) {
            return;
        }
        Text.table(
                out,
                Text.of("Soak: two threads, %,.0f distinct tokens over and over, heap of 256 MB", windows.get(0)[2]),
                "The cache of seen tokens has its usual size.",
                "",
                "tokens for a second",
                "slowest to fastest 10 s",
                "heap in use after collection");
        for (int from = 0; from < windows.size(); from += WINDOWS_OF_A_MINUTE) {
            var minute = windows.subList(from, Math.min(windows.size(), from + WINDOWS_OF_A_MINUTE));
            var rates = statistics(minute, window -> window[0]);
            var heaps = statistics(minute, window -> window[1] / 1e6);
            out.add(Text.row(
                    "minute " + (from / WINDOWS_OF_A_MINUTE + 1),
                    Text.of("%,.0f", rates.getPercentile(50)),
                    range(rates, 0, 100, each -> Text.of("%,.0f", each)),
                    range(heaps, 0, 100, each -> Text.of("%.1f", each)) + " MB"));
        }
    }

    /** Takes a line for every walk: users, seconds, bytes of heap at the last user. */
    private void paging(List<double[]> walks) {
        if (walks.isEmpty()) {
            return;
        }
        Text.table(
                out,
                "Paging through users, 500 to a page, heap of 96 MB",
                "Server and client in one process.",
                "users",
                "seconds",
                "for a user",
                "heap in use at the last one");
        for (var walk : walks) {
            out.add(Text.of(
                    "| %,.0f | %.2f | %.1f µs | %.1f MB |", walk[0], walk[1], 1e6 * walk[1] / walk[0], walk[2] / 1e6));
        }
    }

    /** Returns the numbers of each line of a file, or an empty list if that part was not run. */
    private List<double[]> lines(String name) throws IOException {
        var file = results.resolve(name);
        var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        return lines.stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
