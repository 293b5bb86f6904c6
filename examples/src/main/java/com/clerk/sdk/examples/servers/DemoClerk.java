package com.clerk.sdk.examples.servers;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Clerk on this machine for the web application, with a user who has two organizations. */
final class DemoClerk implements AutoCloseable {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    /** The folder into which examples/browser/fetch.sh puts Clerk's browser code, from the root or from examples. */
    private static final String ASSETS = "browser/target/clerk-assets";

    private final ClerkServer server;
    private final boolean hasAssets;

    private DemoClerk(ClerkServer server, boolean hasAssets) {
        this.server = server;
        this.hasAssets = hasAssets;
    }

    static DemoClerk start() {
        var assets = Path.of(ASSETS);
        if (!Files.exists(assets)) {
            assets = Path.of("examples").resolve(ASSETS);
        }
        boolean hasAssets = Files.exists(assets);
        var server = hasAssets
                ? ClerkServer.builder().assets(assets).start()
                : ClerkServer.builder().start();
        var demo = new DemoClerk(server, hasAssets);
        demo.createUsers();
        return demo;
    }

    private void createUsers() {
        try (var clerk = ClerkBackend.builder()
                .secretKey(server.secretKey())
                .apiUrl(server.apiUrl())
                .build()) {
            var users = clerk.users();
            var ada = users.create(u -> u.emailAddress(EMAIL).password(PASSWORD).firstName("Ada"));
            var charles =
                    users.create(u -> u.emailAddress("charles@example.com").firstName("Charles"));
            clerk.organizations().create(o -> o.name("Analytical Engines").createdBy(ada.id()));
            var other = clerk.organizations()
                    .create(o -> o.name("Difference Engines").createdBy(charles.id()));
            clerk.organizationMemberships()
                    .create(other.id(), m -> m.userId(ada.id()).role("org:member"));
        }
    }

    ClerkServer server() {
        return server;
    }

    /** Returns a client for an application on a port of this machine. */
    ClerkBackend client(int port) {
        return ClerkBackend.builder()
                .secretKey(server.secretKey())
                .apiUrl(server.apiUrl())
                .authentication(a -> a.publishableKey(server.publishableKey())
                        .proxyUrl(server.frontendApiUrl())
                        .authorizedParties("http://localhost:" + port)
                        .signInUrl("/sign-in")
                        .signUpUrl("/sign-up"))
                .build();
    }

    String help() {
        var login = "This is not Clerk, but a stand-in on this machine. Sign in as " + EMAIL + " with the password \""
                + PASSWORD + "\"; codes are 424242.";
        return hasAssets
                ? login
                : login + System.lineSeparator()
                        + "Clerk's browser code is missing: run bash examples/browser/fetch.sh, and start again.";
    }

    @Override
    public void close() {
        server.close();
    }
}
