package com.clerk.sdk.examples.spring.mvc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program that the start command runs, in a process of its own and on a free port. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LocalNotesTest {
    private static final String OPEN = "Open ";

    private final Process program = start();

    LocalNotesTest() throws IOException {}

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalNotes.class.getName(),
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
    void itSaysWhomToSignInAsAndWhatToOpen() throws Exception {
        try (var output = program.inputReader()) {
            var lines = linesUntilOpen(output);
            assertThat(lines).anyMatch(line -> line.contains("Sign in as ada@example.com with the password"));

            var page = get(lines.get(lines.size() - 1).substring(OPEN.length()));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("You are not signed in.", "data-clerk-proxy-url=\"http://");
        }
    }

    private static List<String> linesUntilOpen(BufferedReader output) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(OPEN)) {
                return lines;
            }
        }
        throw new AssertionError("The program ended: " + String.join("\n", lines));
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
