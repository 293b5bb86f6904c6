package com.clerk.sdk.examples.spring.mvc;

import com.clerk.sdk.testing.ClerkServer;
import java.time.Duration;
import org.springframework.boot.SpringApplication;

/** Starts the application with a local Clerk, and says how to call it. It needs no account. */
final class LocalNotes {
    private static final Duration HOUR = Duration.ofHours(1);

    private LocalNotes() {}

    /**
     * Starts both, until the program is stopped.
     *
     * @param arguments the arguments of Spring Boot
     * @throws InterruptedException if the thread is interrupted, which ends the program
     */
    public static void main(String[] arguments) throws InterruptedException {
        var clerk = ClerkServer.start();
        System.setProperty("clerk.secret-key", clerk.secretKey());
        System.setProperty("clerk.publishable-key", clerk.publishableKey());
        System.setProperty("clerk.api-url", clerk.apiUrl());
        SpringApplication.run(NotesApplication.class, arguments);
        var token = clerk.sessionToken().userId("user_1").lifetime(HOUR).mint();
        System.out.println("Open http://localhost:8080/, or ask as a user:");
        System.out.println("curl -H 'Authorization: Bearer " + token + "' http://localhost:8080/notes");
        Thread.currentThread().join();
    }
}
