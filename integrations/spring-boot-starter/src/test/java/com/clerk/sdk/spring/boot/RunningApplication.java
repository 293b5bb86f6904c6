package com.clerk.sdk.spring.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** An application of a test on a free port, and requests to it over HTTP. */
final class RunningApplication implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private RunningApplication(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningApplication servlet(Class<?> source, String... properties) {
        return start(WebApplicationType.SERVLET, source, properties);
    }

    static RunningApplication reactive(Class<?> source, String... properties) {
        return start(WebApplicationType.REACTIVE, source, properties);
    }

    private static RunningApplication start(WebApplicationType type, Class<?> source, String... properties) {
        // Tests read the log, whatever a configuration on the class path says about it.
        var arguments = new ArrayList<String>(
                List.of("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=INFO"));
        for (var property : properties) {
            arguments.add("--" + property);
        }
        SpringApplication application =
                new SpringApplicationBuilder(source).web(type).build();
        return new RunningApplication(application.run(arguments.toArray(String[]::new)));
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    String managementUrl() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.management.port");
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var target = path.startsWith("http") ? path : url() + path;
        var request = HttpRequest.newBuilder(URI.create(target))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        // Each request has a client of its own, and so a new connection: Reactor Netty before 1.3.8 may leave a request
        // on a used one unread (reactor-netty issue 4361).
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
    }
}
