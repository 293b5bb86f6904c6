package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.testing.ClerkServer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

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
        try (var clerk = ClerkServer.start()) {
            var settings = Stream.of("--clerk.secret-key=" + clerk.secretKey(), "--clerk.api-url=" + clerk.apiUrl());
            var application = SpringApplication.run(
                    TasksApplication.class,
                    Stream.concat(settings, Stream.of(arguments)).toArray(String[]::new));
            help(clerk, application).forEach(System.out::println);
            Thread.currentThread().join();
        }
    }

    private static List<String> help(ClerkServer clerk, ApplicationContext application) {
        var ada = application
                .getBean(ClerkBackend.class)
                .users()
                .create(user -> user.firstName("Ada").emailAddress("ada@example.com"))
                .id();
        var session = clerk.sessionToken().userId(ada).lifetime(HOUR);
        var admin = clerk.sessionToken()
                .userId(ada)
                .organization("org_1", "acme", "org:admin")
                .lifetime(HOUR);
        var url = "http://localhost:" + application.getEnvironment().getProperty("local.server.port");
        return List.of(
                "Open " + url + "/, or call the API as a user, with an API key, and as an admin:",
                curl(session.mint(), url + "/me"),
                curl(clerk.apiKey(ada), url + "/tasks"),
                curl(admin.mint(), "-X DELETE -i " + url + "/tasks"));
    }

    private static String curl(String token, String target) {
        return "curl -H 'Authorization: Bearer " + token + "' " + target;
    }
}
