package com.clerk.sdk.examples.spring.mvc;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. Set {@code CLERK_SECRET_KEY} and {@code CLERK_PUBLISHABLE_KEY}, or start {@link LocalNotes}. */
@SpringBootApplication
public class NotesApplication {
    /**
     * Starts the application on port 8080.
     *
     * @param arguments the arguments of Spring Boot
     */
    public static void main(String[] arguments) {
        SpringApplication.run(NotesApplication.class, arguments);
    }
}
