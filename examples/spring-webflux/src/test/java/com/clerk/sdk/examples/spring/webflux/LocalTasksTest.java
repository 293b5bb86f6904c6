package com.clerk.sdk.examples.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program that the start command runs, in a process of its own and on a free port. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalTasksTest {
    private static final Pattern CURL =
            Pattern.compile("curl -H '(\\w+): ([^']+)' (?:-X (\\w+) )?(?:-i )?(http://localhost:\\d+/\\w+)$");

    private final Process program = start();

    LocalTasksTest() throws IOException {}

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalTasks.class.getName(),
                        "--server.port=0")
                .redirectErrorStream(true)
                .start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        program.destroy();
        program.waitFor();
    }

    @Test
    void allThatItPrintsCanBeCalled() throws Exception {
        try (var output = program.inputReader()) {
            assertThat(call(next(output)).body()).isEqualTo("{\"message\":\"Hello Ada\"}");
            assertThat(call(next(output)).body()).isEqualTo("[]");
            assertThat(call(next(output)).statusCode()).isEqualTo(204);
        }
    }

    /** Returns the next command that the program prints. */
    private static Matcher next(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var command = CURL.matcher(line);
            if (command.find()) {
                return command;
            }
        }
        throw new AssertionError("The program ended, or printed no more commands.");
    }

    private static HttpResponse<String> call(Matcher command) throws IOException, InterruptedException {
        var method = command.group(3) == null ? "GET" : command.group(3);
        var request = HttpRequest.newBuilder(URI.create(command.group(4)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header(command.group(1), command.group(2))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
