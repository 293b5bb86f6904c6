package com.clerk.sdk.testing;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
              --url URL          the address by which browsers come, where another port or host leads here
              --name NAME        the name of the instance, which gives it keys of its own; needed to run two at a time
              --state FILE       keeps the state in a file
              --discard-state    sets the state in the file aside, and begins with an empty one
              --assets DIR       shows Clerk's components and serves their code: a folder with clerk-js and ui
              --webhook URL      delivers all events to this endpoint of an application; can be repeated
              --identifiers A,B  of email_address, phone_number and username; email_address if not given
              --providers A,B    providers to sign in with, such as oauth_google; each is a page of this program
              --second-factors A,B  of totp, backup_code and phone_code; none if not given
              --require A,B      what users must have after the sign-in: organization, second_factor
              --version          shows the version
              --help             shows this text
            """;

    private static final Pattern URL =
            Pattern.compile("(https?://([^/:@]+|\\[[^/@]+\\])(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*)/?");

    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<String> webhooks = new LinkedHashSet<>();
    private final List<Consumer<ClerkServer.Builder>> settings = new ArrayList<>();
    private int port = PORT;
    private boolean everywhere;
    private @Nullable String url;
    private @Nullable Path state;
    private @Nullable Path assets;
    private String name = "";
    private boolean discardState;
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
        if (options.discardState && options.state == null) {
            throw new IllegalArgumentException("The option --discard-state needs --state. Name the file too.");
        }
        return options;
    }

    private void read(String name, Deque<String> left) {
        switch (name) {
            case "--port" -> port = port(value(name, left));
            case "--host" -> everywhere = isEverywhere(value(name, left));
            case "--allow-host" -> hosts.add(host(value(name, left)));
            case "--url" -> url = url(value(name, left));
            case "--name" -> this.name = name(value(name, left));
            case "--discard-state" -> discardState = true;
            case "--state" -> state = state(value(name, left));
            case "--assets" -> assets = assets(value(name, left));
            case "--webhook" -> webhooks.add(value(name, left));
            case "--identifiers", "--providers", "--second-factors", "--require" ->
                settings.add(setting(name, value(name, left)));
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

    private static Consumer<ClerkServer.Builder> setting(String name, String value) {
        var values = value.split(",", -1);
        return switch (name) {
            case "--identifiers" -> builder -> builder.identifiers(values);
            case "--providers" -> builder -> builder.socialProviders(values);
            case "--second-factors" -> builder -> builder.secondFactors(values);
            default -> builder -> require(builder, List.of(values));
        };
    }

    private static void require(ClerkServer.Builder builder, List<String> requirements) {
        if (!List.of("organization", "second_factor").containsAll(requirements)) {
            throw new IllegalArgumentException(
                    "The option --require takes organization and second_factor, and got " + requirements + ".");
        }
        builder.organizationRequired(requirements.contains("organization"))
                .secondFactorRequired(requirements.contains("second_factor"));
    }

    private static String name(String value) {
        if (!value.matches("[a-z][a-z0-9]{0,29}")) {
            throw new IllegalArgumentException(
                    "The name " + value + " is not 1 to 30 small letters and digits, a letter first.");
        }
        return value;
    }

    /** Takes a URL, without a slash at its end, and answers to its host. */
    private String url(String value) {
        var parts = URL.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "The address " + value + " is not like http://localhost:9300 or http://localhost:8080/clerk.");
        }
        hosts.add(host(parts.group(2)));
        return parts.group(1);
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

    /** Returns the URL by which browsers come; null if they come to the port itself. */
    @Nullable
    String url() {
        return url;
    }

    /** Returns the endpoints of webhooks. */
    Set<String> webhooks() {
        return webhooks;
    }

    /** Makes the settings of the instance those of the arguments. */
    void configure(ClerkServer.Builder builder) {
        settings.forEach(setting -> setting.accept(builder));
    }

    /** Returns the name of the instance; empty if it is the usual one. */
    String name() {
        return name;
    }

    /** Returns whether the state in the file is set aside. */
    boolean isStateDiscarded() {
        return discardState;
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
