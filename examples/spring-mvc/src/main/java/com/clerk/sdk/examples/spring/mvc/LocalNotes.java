package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** Starts the application with a local Clerk, and says how to sign in. It needs no account. */
final class LocalNotes {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    /** The folder into which examples/browser/fetch.sh puts Clerk's browser code, from the root or from this module. */
    private static final Path ASSETS = Stream.of("examples/browser", "../browser")
            .map(folder -> Path.of(folder, "target", "clerk-assets"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);

    private LocalNotes() {}

    /**
     * Starts both, until the program is stopped.
     *
     * @param arguments the arguments of Spring Boot, such as {@code --server.port=8081}
     * @throws InterruptedException if the thread is interrupted, which ends the program
     */
    public static void main(String[] arguments) throws InterruptedException {
        try (var clerk = clerk()) {
            var settings = Stream.of(
                    "--clerk.secret-key=" + clerk.secretKey(),
                    "--clerk.publishable-key=" + clerk.publishableKey(),
                    "--clerk.api-url=" + clerk.apiUrl(),
                    "--clerk.proxy-url=" + clerk.frontendApiUrl());
            var application = SpringApplication.run(
                    NotesApplication.class,
                    Stream.concat(settings, Stream.of(arguments)).toArray(String[]::new));
            createUsers(application.getBean(ClerkBackend.class));
            System.out.println("This is not Clerk, but a stand-in on this machine. Sign in as " + EMAIL
                    + " with the password \"" + PASSWORD + "\"; codes are 424242.");
            if (ASSETS == null) {
                System.out.println(
                        "Clerk's browser code is missing: run bash examples/browser/fetch.sh, and start again.");
            }
            System.out.println(
                    "Open http://localhost:" + application.getEnvironment().getProperty("local.server.port") + "/");
            Thread.currentThread().join();
        }
    }

    private static ClerkServer clerk() {
        var clerk = ClerkServer.builder();
        return ASSETS == null ? clerk.start() : clerk.assets(ASSETS).start();
    }

    /** Creates a user who is an admin of one organization and a member of another. */
    private static void createUsers(ClerkBackend clerk) {
        var ada = clerk.users()
                .create(u -> u.emailAddress(EMAIL).password(PASSWORD).firstName("Ada"))
                .id();
        var charles = clerk.users()
                .create(u -> u.emailAddress("charles@example.com").firstName("Charles"))
                .id();
        clerk.organizations().create(o -> o.name("Analytical Engines").createdBy(ada));
        var other = clerk.organizations()
                .create(o -> o.name("Difference Engines").createdBy(charles))
                .id();
        clerk.organizationMemberships().create(other, m -> m.userId(ada).role("org:member"));
    }
}
