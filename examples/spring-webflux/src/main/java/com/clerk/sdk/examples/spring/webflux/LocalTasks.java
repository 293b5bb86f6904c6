package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** Starts the application with a local Clerk, and says how to call it. It needs no account. */
final class LocalTasks {
    private static final Duration HOUR = Duration.ofHours(1);

    private LocalTasks() {}

    /**
     * Starts both, until the program is stopped.
     *
     * @param arguments the arguments of Spring Boot, such as {@code --server.port=8081}
     * @throws InterruptedException if the thread is interrupted, which ends the program
     */
    public static void main(String[] arguments) throws InterruptedException {
        var clerk = ClerkServer.start();
        var keys = Stream.of("--clerk.secret-key=" + clerk.secretKey(), "--clerk.api-url=" + clerk.apiUrl());
        var application = SpringApplication.run(
                TasksApplication.class,
                Stream.concat(keys, Stream.of(arguments)).toArray(String[]::new));
        var ada = application
                .getBean(ClerkBackend.class)
                .users()
                .create(user -> user.firstName("Ada").emailAddress("ada@example.com"))
                .id();
        var port = application.getEnvironment().getProperty("local.server.port");
        var session = clerk.sessionToken().userId(ada).lifetime(HOUR);
        var admin = clerk.sessionToken()
                .userId(ada)
                .organization("org_1", "acme", "org:admin")
                .lifetime(HOUR);
        System.out.println("Open http://localhost:" + port + "/, or call the API:");
        System.out.println("  as a user         " + curl(session.mint(), "http://localhost:" + port + "/me"));
        System.out.println("  with an API key   " + curl(clerk.apiKey(ada), "http://localhost:" + port + "/tasks"));
        System.out.println(
                "  as an admin       " + curl(admin.mint(), "-X DELETE -i http://localhost:" + port + "/tasks"));
        Thread.currentThread().join();
    }

    private static String curl(String token, String target) {
        return "curl -H 'Authorization: Bearer " + token + "' " + target;
    }
}
