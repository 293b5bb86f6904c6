package com.clerk.sdk.benchmarks.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The inputs of all benchmarks of a run: one folder of files, made anew for each run, so that every library gets the
 * same bytes. The system property {@code benchmarks.inputs} names it.
 */
public final class Inputs {
    public static final String FOLDER = "benchmarks.inputs";

    public static final String ISSUER = "https://clerk.benchmarks.test";
    public static final String PARTY = "https://app.benchmarks.test";

    public static final String TOKEN = "token";
    public static final String TAMPERED = "token-tampered";
    public static final String EXPIRED = "token-expired";
    public static final String OTHER_PARTY = "token-of-another-party";
    public static final String LARGE_TOKEN = "token-with-2-kb-of-claims";
    public static final String PEM = "key.pem";
    public static final String JWKS = "keys.json";
    public static final String WEBHOOK_SECRET = "webhook-secret";
    public static final String WEBHOOK_BODY = "webhook-body";
    public static final String WEBHOOK_HEADERS = "webhook-headers";
    public static final String EVENTS = "events";

    /** Users that have all fields and differ in little. */
    public static final String FULL = "full";

    /** Users that differ in much. */
    public static final String VARIED = "varied";

    private Inputs() {}

    /** The name of an array of so many users of a kind. */
    public static String users(String kind, int count) {
        return kind + "-users-" + count + ".json";
    }

    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("No input " + name, e);
        }
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("No input " + name, e);
        }
    }

    public static PublicKey publicKey() {
        var base64 = text(PEM).replaceAll("-----[A-Z ]+-----|\\s", "");
        try {
            var key = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("RSA").generatePublic(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of this run is not an RSA public key", e);
        }
    }

    private static Path file(String name) {
        var folder = System.getProperty(FOLDER);
        if (folder == null) {
            throw new IllegalStateException("No inputs: start benchmarks as benchmarks/README.md says");
        }
        return Path.of(folder, name);
    }
}
