package com.clerk.sdk.examples;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * A program that calls Clerk's Backend API and prints each step.
 *
 * <p>If {@code CLERK_SECRET_KEY} is not set in the environment, the program starts an in-process Clerk and calls that.
 * If it is set, the program calls the real API and only reads, unless {@code -Dclerk.quickstart.writes=true} allows it
 * to create, change and delete a few users.
 */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Runs the quickstart.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var secretKey = System.getenv("CLERK_SECRET_KEY");
        if (secretKey == null || secretKey.isBlank()) {
            inProcess(out);
        } else {
            real(out, Boolean.getBoolean("clerk.quickstart.writes"));
        }
    }

    static void inProcess(PrintStream out) {
        try (var server = ClerkServer.start();
                var clerk = ClerkBackend.builder()
                        .secretKey(server.secretKey())
                        .apiUrl(server.apiUrl())
                        .build()) {
            out.println("CLERK_SECRET_KEY is not set, so this program calls an in-process Clerk at " + server.apiUrl());
            var tour = new Tour(clerk, out);
            tour.write();
            tour.read();
            tour.authenticate(server);
            tour.error();
            tour.cleanUp();
        }
    }

    private static void real(PrintStream out, boolean writes) {
        try (var clerk = ClerkBackend.fromEnv()) {
            out.println("CLERK_SECRET_KEY is set, so this program calls the real Backend API, "
                    + (writes ? "reading and writing" : "only reading (-Dclerk.quickstart.writes=true also writes)"));
            var tour = new Tour(clerk, out);
            if (writes) {
                tour.write();
            }
            tour.read();
            tour.error();
            tour.cleanUp();
        }
    }
}
