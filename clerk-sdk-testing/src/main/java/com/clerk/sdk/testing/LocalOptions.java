package com.clerk.sdk.testing;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of {@link LocalClerk}. */
final class LocalOptions {
    static final int PORT = 9300;
    static final String ALL_ADDRESSES = "0.0.0.0";
    static final String HELP = """
            Usage: clerk-local [options]

              --port PORT        the port, 9300 if not given; 0 takes a free one
              --host ADDRESS     127.0.0.1, this machine alone, if not given; 0.0.0.0 lets other machines in
              --allow-host NAME  answers to this host name and its pages too, such as a container; can be repeated
              --state FILE       keeps the state in a file
              --assets DIR       shows Clerk's components and serves their code: a folder with clerk-js and ui
              --version          shows the version
              --help             shows this text
            """;

    private final Set<String> hosts = new LinkedHashSet<>();
    private int port = PORT;
    private boolean everywhere;
    private @Nullable Path state;
    private @Nullable Path assets;
    private boolean help;
    private boolean version;

    private LocalOptions() {}

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if one of them is wrong; the message says which, and what to do
     */
    static LocalOptions parse(List<String> arguments) {
        var options = new LocalOptions();
        var left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            options.read(left.remove(), left);
        }
        return options;
    }

    private void read(String name, Deque<String> left) {
        switch (name) {
            case "--port" -> port = port(value(name, left));
            case "--host" -> everywhere = isEverywhere(value(name, left));
            case "--allow-host" -> hosts.add(host(value(name, left)));
            case "--state" -> state = state(value(name, left));
            case "--assets" -> assets = assets(value(name, left));
            case "--version" -> version = true;
            case "--help" -> help = true;
            default -> throw new IllegalArgumentException("The option " + name + " is unknown. Use --help to see all.");
        }
    }

    private static String value(String name, Deque<String> left) {
        var value = left.poll();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException("The option " + name + " needs a value. Use --help to see all.");
        }
        return value;
    }

    private static int port(String value) {
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65535) {
            throw new IllegalArgumentException("The port " + value + " is not a number from 0 to 65535.");
        }
        return Integer.parseInt(value);
    }

    private static boolean isEverywhere(String value) {
        return switch (value) {
            case ALL_ADDRESSES -> true;
            case "127.0.0.1", "localhost" -> false;
            default ->
                throw new IllegalArgumentException("The address " + value
                        + " is not one of 127.0.0.1, this machine alone, and 0.0.0.0, all addresses of this machine.");
        };
    }

    private static String host(String value) {
        if (!value.matches("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]+\\]")) {
            throw new IllegalArgumentException("The host " + value + " is not a name or an address without a port.");
        }
        return value;
    }

    private static Path state(String value) {
        var file = path(value);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("The path " + value + " is a folder. Name a file for the state.");
        }
        return file;
    }

    private static Path assets(String value) {
        var folder = path(value);
        if (!Files.isDirectory(folder.resolve("clerk-js"))) {
            throw new IllegalArgumentException("The path " + value
                    + " does not have a folder clerk-js. Name the folder with the unpacked packages clerk-js and ui.");
        }
        return folder;
    }

    private static Path path(String value) {
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("The path " + value + " is not valid on this machine.", e);
        }
    }

    boolean isHelp() {
        return help;
    }

    boolean isVersion() {
        return version;
    }

    int port() {
        return port;
    }

    /** Returns whether other machines are let in. */
    boolean isEverywhere() {
        return everywhere;
    }

    Set<String> hosts() {
        return hosts;
    }

    @Nullable
    Path state() {
        return state;
    }

    @Nullable
    Path assets() {
        return assets;
    }
}
