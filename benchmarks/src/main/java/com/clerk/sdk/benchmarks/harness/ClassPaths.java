package com.clerk.sdk.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The class paths to measure on, by variant: this SDK without a native provider, this SDK with one, and each peer's,
 * which the profile {@code benchmarks} writes when it builds the peer.
 */
final class ClassPaths {
    static final String SDK = "sdk";

    private static final List<String> PEERS =
            List.of("incumbent", "nimbus", "java-jwt", "jjwt", "jose4j", "spring", "svix");
    private static final Map<String, String> PROVIDERS =
            Map.of("conscrypt", "conscrypt-openjdk", "corretto", "AmazonCorrettoCryptoProvider");

    private final Map<String, String> byVariant = new LinkedHashMap<>();

    /** Takes the folder {@code benchmarks} and the class path with this SDK and all providers. */
    ClassPaths(Path module, String own) {
        byVariant.put(SDK, with("", own));
        byVariant.put("conscrypt", with("conscrypt", own));
        if (System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64")) {
            byVariant.put("corretto", with("corretto", own));
        }
        for (var peer : PEERS) {
            var file = module.resolve("peers").resolve(peer).resolve("target").resolve("class-path");
            if (Files.exists(file)) {
                byVariant.put(peer, read(file));
            }
        }
    }

    /** Returns a class path without the providers that are not wanted. */
    private static String with(String provider, String own) {
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> PROVIDERS.entrySet().stream()
                        .noneMatch(each -> !each.getKey().equals(provider) && entry.contains(each.getValue())))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the variants that can be measured: a peer only after it was built, Corretto where the build has it. */
    Map<String, String> all() {
        return byVariant;
    }

    boolean has(Row row) {
        return byVariant.containsKey(row.variant());
    }

    String of(String variant) {
        return byVariant.get(variant);
    }
}
