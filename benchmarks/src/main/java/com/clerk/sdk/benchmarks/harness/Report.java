package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/** The text of RESULTS.md, made from the figures in a folder. Rows that were not measured are left out. */
record Report(Path results, Rows rows, Environment environment) {
    static final String COLD = "cold.json";

    /** Sections that the programs themselves write. */
    static final String SOAK = "soak.md";

    static final String PAGING = "paging.md";

    List<String> lines() throws IOException {
        var out = new ArrayList<>(List.of(
                "# Results",
                "",
                "Written by `mvn -Pbenchmarks verify`; do not edit. [README.md](README.md) says how to read this.",
                ""));
        out.addAll(environment.lines());
        out.addAll(targets().section("Targets", "", measured(rows.guarded())));
        for (var group : rows.groups()) {
            var measured = measured(group.rows());
            var introduction = "Baseline: " + group.baseline() + ", measured in the same processes.";
            out.addAll(figures(measured).section(group.title(), introduction, measured));
        }
        out.addAll(cold());
        for (var part : List.of(SOAK, PAGING)) {
            if (Files.exists(results.resolve(part))) {
                out.addAll(Files.readAllLines(results.resolve(part)));
            }
        }
        return out;
    }

    private List<Measurement> measured(List<Row> some) {
        return some.stream()
                .map(row -> Measurement.read(results, row))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Table<Measurement> targets() {
        return new Table<Measurement>()
                .column("Row", measured -> measured.row().id() + ": " + title(measured))
                .column("× baseline", measured -> Text.ratio(measured.ratio()))
                .column("target", measured -> bound(bounds(measured).targetRatio()))
                .column("goal", measured -> bound(bounds(measured).goal()))
                .column("held by the guard", measured -> bound(bounds(measured).ratio()))
                .column("", measured -> verdict(measured.ratio(), bounds(measured)));
    }

    private static String title(Measurement measured) {
        return measured.row().title();
    }

    private static Row.Bounds bounds(Measurement measured) {
        return measured.row().bounds();
    }

    private static String bound(Double bound) {
        return bound == null ? "" : Text.of("%.2f", bound);
    }

    private static String verdict(double ratio, Row.Bounds bounds) {
        if (ratio > bounds.targetRatio()) {
            return Text.of("**misses its target by %.0f %%**", 100 * (ratio / bounds.targetRatio() - 1));
        }
        boolean goal = bounds.goal() == null || ratio <= bounds.goal();
        return goal ? "reached" : "target reached, goal not";
    }

    private static Table<Measurement> figures(List<Measurement> group) {
        return new Table<Measurement>()
                .column("", Report::title)
                .column("× baseline", measured -> Text.ratio(measured.ratio()))
                .column("10 % to 90 % of rounds", measured -> Text.range(measured.ratios(), 10, 90, Text::ratio))
                .column("time", measured -> Text.time(measured.nanos()))
                .column("baseline's time", measured -> Text.time(measured.baselineNanos()))
                .column("garbage", measured -> Text.bytes(measured.bytes()))
                .column("× the baseline's", measured -> Text.ratio(measured.bytes() / measured.baselineBytes()))
                .column("beyond the baseline's", measured -> Text.bytes(measured.bytesBeyondBaseline()))
                .column("× first row", measured -> besides(measured, group.get(0)));
    }

    private static String besides(Measurement measured, Measurement first) {
        boolean comparable = measured.row().threads() == first.row().threads();
        return comparable ? Text.ratio(measured.ratio() / first.ratio()) : "";
    }

    private List<String> cold() throws IOException {
        var file = results.resolve(COLD);
        if (!Files.exists(file)) {
            return List.of();
        }
        var all = List.of(new Gson().fromJson(Files.readString(file), ColdStart.Result[].class));
        return Stream.of(ColdStart.CALL, ColdStart.VERIFY)
                .flatMap(task -> cold(task, all).stream())
                .toList();
    }

    private static List<String> cold(String task, List<ColdStart.Result> all) {
        return starts().section(
                        "Fresh JVM to " + task,
                        "Wall time from the start of the process; the middle of all starts, and the range.",
                        all.stream().filter(result -> result.isOf(task)).toList());
    }

    private static Table<ColdStart.Result> starts() {
        return new Table<ColdStart.Result>()
                .column("", result -> result.program().title())
                .column("time", result -> millis(result.plain()))
                .column("with AppCDS", result -> millis(result.archived()))
                .column("classes", ColdStart.Result::classes)
                .column("peak memory", result -> megabytes(result.plain()))
                .column("with AppCDS", result -> megabytes(result.archived()));
    }

    private static String millis(List<ColdStart.Start> starts) {
        var millis = statistics(starts, ColdStart.Start::millis);
        return Text.of(
                "%.0f ms (%s)", millis.getPercentile(50), Text.range(millis, 0, 100, each -> Text.of("%.0f", each)));
    }

    private static String megabytes(List<ColdStart.Start> starts) {
        return Text.of("%.0f MB", statistics(starts, ColdStart.Start::memory).getPercentile(50) / 1024);
    }

    private static Statistics statistics(List<ColdStart.Start> starts, ToDoubleFunction<ColdStart.Start> of) {
        return new ListStatistics(starts.stream().mapToDouble(of).toArray());
    }
}
