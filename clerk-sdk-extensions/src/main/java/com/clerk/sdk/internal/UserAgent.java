package com.clerk.sdk.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The header {@code User-Agent} of the SDK: its version and the Java version, and nothing about the machine. */
final class UserAgent {
    private static final String VALUE =
            "clerk-sdk-java/" + version() + " (Java " + Runtime.version().feature() + ")";

    private UserAgent() {}

    static String value() {
        return VALUE;
    }

    private static String version() {
        try (var in = UserAgent.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("The version of the SDK cannot be read from its jar", e);
        }
    }
}
