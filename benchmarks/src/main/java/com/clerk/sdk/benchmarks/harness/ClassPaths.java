package com.clerk.sdk.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The class paths of the variants. */
final class ClassPaths {
    private static final String CONSCRYPT = "conscrypt-openjdk";
    private static final String CORRETTO = "AmazonCorrettoCryptoProvider";

    private final Path module;
    private final String own;

    /** Takes the folder {@code benchmarks} and the class path with this SDK and all providers. */
    ClassPaths(Path module, String own) {
        this.module = module;
        this.own = own;
    }

    String of(ClassPathVariant variant) {
        return switch (variant) {
            case SDK -> without(CONSCRYPT, CORRETTO);
            case CONSCRYPT -> without(CORRETTO, CORRETTO);
            case CORRETTO -> without(CONSCRYPT, CONSCRYPT);
            default -> ofPeer(variant.module());
        };
    }

    /** Returns whether a variant can be measured: a peer only after it was built, Corretto where the build has it. */
    boolean has(ClassPathVariant variant) {
        return switch (variant) {
            case SDK, CONSCRYPT -> true;
            case CORRETTO -> isLinuxOnX86();
            default -> Files.exists(file(variant.module()));
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
