package com.clerk.sdk.examples.spring.webflux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. Set {@code CLERK_SECRET_KEY}, or start {@link LocalTasks}. */
@SpringBootApplication
public class TasksApplication {
    /**
     * Starts the application on port 8080.
     *
     * @param arguments the arguments of Spring Boot
     */
    public static void main(String[] arguments) {
        SpringApplication.run(TasksApplication.class, arguments);
    }
}
