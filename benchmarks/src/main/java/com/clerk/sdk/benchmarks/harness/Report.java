package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of RESULTS.md, made from the store. Rows that were not measured are left out. */
final class Report {
    private final Store store;
    private final Bounds bounds;
    private final Environment environment;
    private final List<String> out = new ArrayList<>();

    Report(Store store, Bounds bounds, Environment environment) {
        this.store = store;
        this.bounds = bounds;
        this.environment = environment;
    }

    List<String> lines() throws IOException {
        introduction();
        new TargetTable(store, bounds).addTo(out);
        Rows.groups().forEach(this::group);
        new ColdTable(store).addTo(out);
        new ScaleTables(store).addTo(out);
        return out;
    }

    private void introduction() throws IOException {
        add("# Results", "");
        add("Written by `mvn -Pbenchmarks verify`; do not edit. [README.md](README.md) says how to read this.", "");
        out.addAll(environment.lines());
        add("", "| Class path | Libraries |", "|---|---|");
        out.addAll(environment.versions());
    }

    private void group(Group group) {
        var measured =
                group.rows().stream().map(store::find).flatMap(Optional::stream).toList();
        if (measured.isEmpty()) {
            return;
        }
        var first = measured.get(0);
        add("", "## " + group.title(), "");
        add("Baseline: " + group.baseline() + ", measured in the same processes.", "");
        add(
                "| | × baseline | 10 % to 90 % of rounds | time | baseline's time | garbage | beyond the baseline's | × first row |");
        add("|---|---|---|---|---|---|---|---|");
        measured.forEach(row -> out.add(line(row, first)));
    }

    private static String line(Measurement measured, Measurement first) {
        return Text.of(
                "| %s | %s | %s to %s | %s | %s | %s | %s | %s |",
                measured.row().title(),
                Text.ratio(measured.ratio()),
                Text.ratio(measured.lowRatio()),
                Text.ratio(measured.highRatio()),
                Text.time(measured.nanos()),
                Text.time(measured.baselineNanos()),
                Text.bytes(measured.bytes()),
                Text.bytes(measured.bytes() - measured.baselineBytes()),
                measured.row().threads() == first.row().threads() ? Text.ratio(measured.ratio() / first.ratio()) : "");
    }

    private void add(String... lines) {
        out.addAll(List.of(lines));
    }
}
