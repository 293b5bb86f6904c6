package com.clerk.sdk.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The bounds in bounds.properties. */
final class Bounds {
    private final Properties properties;

    Bounds(Properties properties) {
        this.properties = properties;
    }

    static Bounds read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new Bounds(properties);
    }

    /** Returns the ids of the rows that have a bound. */
    Set<String> rows() {
        var rows = new TreeSet<String>();
        for (var name : properties.stringPropertyNames()) {
            rows.add(name.substring(0, name.indexOf('.')));
        }
        return rows;
    }

    TimeBound time(String row) {
        var goal = number(row + ".goal");
        var ratio = number(row + ".ratio");
        if (ratio.isPresent()) {
            return new TimeBound(ratio.getAsDouble(), ratio.getAsDouble(), goal);
        }
        return new TimeBound(required(row + ".regression"), required(row + ".target"), goal);
    }

    /** Returns whether any row has a bound for its allocation on a Java version. */
    boolean holdAllocation(int java) {
        return properties.stringPropertyNames().stream().anyMatch(name -> name.endsWith("." + java));
    }

    /** Returns the bound for the allocation of a row on a Java version, if there is one. */
    Optional<AllocationBound> allocation(String row, int java) {
        var all = number(row + ".bytes." + java);
        if (all.isPresent()) {
            return Optional.of(new AllocationBound(all.getAsDouble(), false));
        }
        var beyond = number(row + ".bytes-beyond-baseline." + java);
        return beyond.isPresent() ? Optional.of(new AllocationBound(beyond.getAsDouble(), true)) : Optional.empty();
    }

    private double required(String name) {
        return number(name).orElseThrow(() -> new IllegalArgumentException("bounds.properties lacks " + name));
    }

    private OptionalDouble number(String name) {
        var value = properties.getProperty(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value.strip()));
    }
}
