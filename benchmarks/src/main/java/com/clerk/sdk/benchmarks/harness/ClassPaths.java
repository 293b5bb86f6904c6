package com.clerk.sdk.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The class paths to measure on, by variant: this SDK without a native provider, this SDK with one, each peer's, which
 * the profile {@code benchmarks} writes when it builds the peer, and this SDK's with a peer's behind it.
 *
 * @param module the folder {@code benchmarks}
 * @param own the class path with this SDK and all providers
 */
record ClassPaths(Path module, String own) {
    static final String SDK = "sdk";

    private static final String BESIDE = "sdk+";
    private static final Map<String, String> PROVIDERS =
            Map.of("conscrypt", "conscrypt-openjdk", "corretto", "AmazonCorrettoCryptoProvider");

    static boolean isOwn(String variant) {
        return variant.equals(SDK) || PROVIDERS.containsKey(variant);
    }

    /** Tells whether a variant can be measured: a peer only after it was built, Corretto where the build has it. */
    boolean has(String variant) {
        if (variant.equals("corretto")) {
            return System.getProperty("os.name").equals("Linux")
                    && System.getProperty("os.arch").equals("amd64");
        }
        return isOwn(variant) || Files.exists(file(variant));
    }

    String of(String variant) throws IOException {
        if (isOwn(variant)) {
            return withoutOtherProviders(variant);
        }
        var peer = Files.readString(file(variant)).strip();
        return variant.startsWith(BESIDE) ? of(SDK) + File.pathSeparator + peer : peer;
    }

    private Path file(String variant) {
        return module.resolve(Path.of("peers", variant.replace(BESIDE, ""), "target", "class-path"));
    }

    private String withoutOtherProviders(String variant) {
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> PROVIDERS.entrySet().stream()
                        .noneMatch(each -> !each.getKey().equals(variant) && entry.contains(each.getValue())))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
