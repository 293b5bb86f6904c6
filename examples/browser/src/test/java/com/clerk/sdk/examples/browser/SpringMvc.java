package com.clerk.sdk.examples.browser;

import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example of Spring MVC as a program of its own, because its libraries do not fit those of the other examples. */
final class SpringMvc implements WebApp.Server {
    private static final String MAIN = "com.clerk.sdk.examples.spring.mvc.NotesApplication";

    private final Process program;

    private SpringMvc(Process program) {
        this.program = program;
    }

    /** Starts the program with the keys of a local Clerk, and waits until it answers. */
    static SpringMvc start(ClerkServer clerk, int port) {
        var log = Requirements.output().resolve("spring-mvc.log");
        try {
            var program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            MAIN,
                            "--server.address=127.0.0.1",
                            "--server.port=" + port,
                            "--clerk.secret-key=" + clerk.secretKey(),
                            "--clerk.publishable-key=" + clerk.publishableKey(),
                            "--clerk.api-url=" + clerk.apiUrl(),
                            "--clerk.proxy-url=" + clerk.frontendApiUrl(),
                            "--clerk.authorized-parties=http://localhost:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var application = new SpringMvc(program);
            application.awaitAnswer(port, log);
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the class path that the build of the example wrote. */
    private static String classPath() throws IOException {
        var target = Requirements.springMvc();
        var libraries = target.resolve("class-path");
        if (!Files.exists(libraries)) {
            throw new IllegalStateException("The example of Spring MVC has not been built: " + libraries
                    + " is missing. Run mvn -Pbrowser verify -pl examples/browser -am");
        }
        return target.resolve("classes") + System.getProperty("path.separator") + Files.readString(libraries);
    }

    private void awaitAnswer(int port, Path log) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/whoami"))
                .build();
        while (program.isAlive()) {
            try {
                http.send(request, BodyHandlers.discarding());
                return;
            } catch (ConnectException e) {
                Thread.sleep(100);
            } catch (IOException | InterruptedException e) {
                close();
                throw e;
            }
        }
        throw new IllegalStateException("The example of Spring MVC did not start: " + Files.readString(log));
    }

    @Override
    public void close() {
        program.destroy();
        try {
            program.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
