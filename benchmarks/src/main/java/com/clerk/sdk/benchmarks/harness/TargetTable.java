package com.clerk.sdk.benchmarks.harness;

import java.util.List;
import java.util.Optional;

/** The table of targets: whether each guarded row reaches its target, and how far off it is. */
final class TargetTable {
    private final Store store;
    private final Bounds bounds;

    TargetTable(Store store, Bounds bounds) {
        this.store = store;
        this.bounds = bounds;
    }

    void addTo(List<String> out) {
        var measured = Rows.guarded().stream()
                .map(store::find)
                .flatMap(Optional::stream)
                .toList();
        if (measured.isEmpty()) {
            return;
        }
        out.addAll(List.of("", "## Targets", ""));
        out.addAll(List.of("| Row | × baseline | target | goal | held by the guard | |", "|---|---|---|---|---|---|"));
        measured.forEach(row -> out.add(line(row, bounds.time(row.row().id()))));
    }

    private static String line(Measurement measured, TimeBound bound) {
        return Text.of(
                "| %s: %s | %s | %.2f | %s | %.2f | %s |",
                measured.row().id(),
                measured.row().title(),
                Text.ratio(measured.ratio()),
                bound.target(),
                bound.goal().isPresent() ? Text.of("%.2f", bound.goal().getAsDouble()) : "",
                bound.ratio(),
                verdict(measured.ratio(), bound));
    }

    private static String verdict(double ratio, TimeBound bound) {
        if (bound.misses(ratio)) {
            return Text.of("**misses its target by %.0f %%**", 100 * (ratio / bound.target() - 1));
        }
        boolean goal = bound.goal().isEmpty() || ratio <= bound.goal().getAsDouble();
        return goal ? "reached" : "target reached, goal not";
    }
}
