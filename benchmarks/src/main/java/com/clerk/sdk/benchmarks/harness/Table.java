package com.clerk.sdk.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A section of a report: a heading, an introduction, and a table in Markdown.
 *
 * @param <T> the type of what a line is about
 */
public final class Table<T> {
    private final List<String> titles = new ArrayList<>();
    private final List<Function<T, Object>> cells = new ArrayList<>();

    public Table<T> column(String title, Function<T, Object> cell) {
        titles.add(title);
        cells.add(cell);
        return this;
    }

    /** Returns the section; empty if there are no lines. */
    public List<String> section(String heading, String introduction, List<T> things) {
        var out = new ArrayList<String>();
        if (!things.isEmpty()) {
            out.addAll(List.of("", "## " + heading, ""));
            out.addAll(introduction.isEmpty() ? List.of() : List.of(introduction, ""));
            out.addAll(lines(things));
        }
        return out;
    }

    List<String> lines(List<T> things) {
        var out = new ArrayList<>(List.of(line(titles), "|" + "---|".repeat(titles.size())));
        things.forEach(thing ->
                out.add(line(cells.stream().map(cell -> cell.apply(thing)).toList())));
        return out;
    }

    private static String line(List<?> cells) {
        return cells.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
