package com.clerk.sdk.examples;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Calls Clerk's Backend API and prints what it did, line by line.
 *
 * <p>Without {@code CLERK_SECRET_KEY} in the environment it starts an in-process Clerk and works on that. With it, it
 * calls the real API and only reads, unless {@code -Dclerk.quickstart.writes=true} allows it to create, change and
 * delete a few users.
 */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Runs the tour.
     *
     * @param args none
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
            out.println("CLERK_SECRET_KEY is not set, so this runs against an in-process Clerk at " + server.apiUrl());
            var tour = new Tour(clerk, out);
            tour.write();
            tour.read();
            tour.authenticate(server);
            tour.error();
            tour.tidyUp();
        }
    }

    private static void real(PrintStream out, boolean writes) {
        try (var clerk = ClerkBackend.fromEnv()) {
            out.println("CLERK_SECRET_KEY is set, so this calls the real Backend API, "
                    + (writes ? "reading and writing" : "only reading (-Dclerk.quickstart.writes=true also writes)"));
            var tour = new Tour(clerk, out);
            if (writes) {
                tour.write();
            }
            tour.read();
            tour.error();
            tour.tidyUp();
        }
    }
}
