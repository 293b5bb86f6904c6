package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local Clerk as a process: what it says, how it ends, and what is left of its state. */
@Timeout(300)
class LocalProcessTest {
    private static final String KEY = "sk_test_localclerkisnotclerkandthisisnosecret";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... arguments) throws IOException {
        var path = Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(Objects::nonNull)
                .toList();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(File.pathSeparator, path),
                "com.clerk.sdk.testing.LocalClerk"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.txt").toFile())
                .start();
        started.add(process);
        return process;
    }

    /** Returns the URL that a process prints once it listens. */
    private static String urlOf(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("export CLERK_API_URL=")) {
                return line.substring(line.indexOf('=') + 1);
            }
        }
        throw new IOException("The program ended without a URL.");
    }

    private static String createUser(String url, String email) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + "/v1/users"))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + KEY)
                .POST(BodyPublishers.ofString("{\"email_address\":[\"" + email + "\"]}"));
        var response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private Path file() {
        return folder.resolve("state.json");
    }

    /** Returns what the programs printed as errors, without what the JVM says about its environment. */
    private List<String> errors() throws IOException {
        return Files.readAllLines(folder.resolve("errors.txt")).stream()
                .filter(line -> !line.startsWith("Picked up "))
                .toList();
    }

    /** Ctrl-C and process managers send this signal: the last change is saved, however short ago it was. */
    @Test
    void theStateIsSavedWhenTheProgramIsStopped() throws Exception {
        var process = start("--port", "0", "--state", file().toString());
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            createUser(urlOf(output), "ada@example.com");
            process.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Files.readString(file())).contains("ada@example.com");
        assertThat(errors()).isEmpty();
    }

    @Test
    void theStateIsSavedWhileTheProgramRunsAndItsLockEndsWithIt() throws Exception {
        var process = start("--port", "0", "--state", file().toString());
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            createUser(urlOf(output), "ada@example.com");
            while (!Files.readString(file()).contains("ada@example.com")) {
                Thread.sleep(20);
            }
            process.destroyForcibly().waitFor();
        }

        var again = start("--port", "0", "--state", file().toString());
        try (var output = again.inputReader(StandardCharsets.UTF_8)) {
            assertThat(urlOf(output)).startsWith("http://");
        }
    }

    @Test
    void aSecondProcessWithTheSameStateIsRefused() throws Exception {
        var process = start("--port", "0", "--state", file().toString());
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            urlOf(output);
            var second = start("--port", "0", "--state", file().toString());

            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(2);
            assertThat(errors())
                    .containsExactly("The state file " + file()
                            + " is in use by another local Clerk. Stop it, or give another file.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--port 70000         | The port 70000 is not a number from 0 to 65535.",
                "--name Shop          | The name Shop is not 1 to 30 small letters and digits, a letter first.",
                "--state              | The option --state needs a value. Use --help to see all.",
                "--identifiers e_mail | e_mail is not one of [email_address, phone_number, username].",
                "--providers google   | google is not a strategy of a provider. Write it like oauth_google.",
                "--webhook localhost  | 'localhost' is not an absolute URL with http or https,"
                        + " and with a port up to 65535 if it has one.",
                "start                | The option start is unknown. Use --help to see all.",
            })
    void aWrongArgumentIsOneLineAndStatus2(String arguments, String line) throws Exception {
        var process = start(arguments.strip().split(" "));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(errors()).containsExactly(line);
    }
}
