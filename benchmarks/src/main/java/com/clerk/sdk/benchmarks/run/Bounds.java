package com.clerk.sdk.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Reads bounds.properties. */
final class Bounds {
    private static final String JAVA = "garbage.java";

    private final Properties properties;
    private final int java;

    Bounds(Properties properties, int java) {
        this.properties = properties;
        this.java = java;
    }

    static Bounds read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return new Bounds(properties, Runtime.version().feature());
    }

    /** The rows that have a bound. */
    Set<String> rows() {
        var rows = new TreeSet<String>();
        for (var name : properties.stringPropertyNames()) {
            if (!name.equals(JAVA)) {
                rows.add(name.substring(0, name.lastIndexOf('.')));
            }
        }
        return rows;
    }

    Bound of(String row) {
        if (properties.containsKey(row + ".ratio")) {
            double ratio = number(row + ".ratio");
            return new Bound(ratio, ratio, goal(row), garbage(row), bytes(row));
        }
        return new Bound(number(row + ".regression"), number(row + ".target"), goal(row), garbage(row), bytes(row));
    }

    private OptionalDouble goal(String row) {
        var name = row + ".goal";
        return properties.containsKey(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    private OptionalDouble garbage(String row) {
        return held(row + ".garbage");
    }

    private OptionalDouble bytes(String row) {
        return held(row + ".bytes");
    }

    private OptionalDouble held(String name) {
        boolean held = properties.containsKey(name) && number(JAVA) == java;
        return held ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    private double number(String name) {
        var value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("bounds.properties has no " + name);
        }
        return Double.parseDouble(value.strip());
    }
}
