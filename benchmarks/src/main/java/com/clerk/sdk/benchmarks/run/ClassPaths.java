package com.clerk.sdk.benchmarks.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Finds the class path of a place. */
final class ClassPaths {
    private static final String CONSCRYPT = "conscrypt-openjdk";
    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";

    private final Path module;
    private final String own;

    /** From the folder {@code benchmarks} and the class path that holds everything of ours, all providers among it. */
    ClassPaths(Path module, String own) {
        this.module = module;
        this.own = own;
    }

    String of(Place place) {
        return switch (place) {
            case OURS -> without(CONSCRYPT, CORRETTO);
            case CONSCRYPT -> without(CORRETTO, CORRETTO);
            case CORRETTO -> without(CONSCRYPT, CONSCRYPT);
            default -> ofPeer(place.module());
        };
    }

    /** Whether the place can be measured on: peers only after they were built, Corretto where the build has it. */
    boolean has(Place place) {
        return switch (place) {
            case OURS, CONSCRYPT -> true;
            case CORRETTO -> isLinuxOnX86();
            default -> Files.exists(file(place.module()));
        };
    }

    private static boolean isLinuxOnX86() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private String without(String jar, String other) {
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> !entry.contains(jar) && !entry.contains(other))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String ofPeer(String peer) {
        try {
            return Files.readString(file(peer)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Not built: peer " + peer + "; use -Pbenchmarks", e);
        }
    }

    private Path file(String peer) {
        return module.resolve("peers").resolve(peer).resolve("target").resolve("class-path");
    }
}
