package com.clerk.sdk.examples.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.steps.StepException;
import com.clerk.sdk.testing.ClerkServer;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program in both of its modes. */
@Timeout(120)
class DeviceProgramTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theStoryIsToldFromSignUpToSignOut() throws Exception {
        new LocalStory(out).run();

        assertThat(printed())
                .containsSubsequence(
                        "CLERK_PUBLISHABLE_KEY is not set",
                        "1. Sign up",
                        "step: NeedsFields",
                        "step: NeedsVerification",
                        "step: Complete",
                        "ClientState(SIGNED_IN, 1 session)",
                        "2. Add a phone number",
                        "the state knows it: true",
                        "3. Sign out, and sign in",
                        "ClientState(SIGNED_OUT, 0 sessions)",
                        "step: NeedsFirstFactor",
                        "step: NeedsSecondFactor",
                        "step: Complete",
                        "4. Create an organization",
                        "active: true",
                        "5. Call a protected server",
                        "200 hello user_",
                        "6. Let the token expire",
                        "the old token: 401 session-token-expired",
                        "the next call: 200 hello user_",
                        "another token: true",
                        "7. Sign out",
                        "ClientState(SIGNED_OUT, 0 sessions)",
                        "token: null");
        assertThat(printed()).doesNotContain("eyJ", "correct horse");
    }

    @Test
    void aPersonSignsInAgainAfterAMistypedPassword() throws Exception {
        try (var server = ClerkServer.start();
                var backend = ClerkBackend.builder()
                        .apiUrl(server.apiUrl())
                        .secretKey(server.secretKey())
                        .build();
                var clerk = ClerkFrontend.builder().apiUrl(server.apiUrl()).build()) {
            backend.users().create(u -> u.emailAddress("ada@example.com").password("correct horse battery"));
            var answers = new ArrayDeque<>(List.of("ada@example.com", "wrong", "correct horse battery", "no", "out"));

            DeviceProgram.real(clerk, Map.of(), out, question -> answers.remove());
            assertThat(printed()).contains("PASSWORD_INCORRECT", "You are signed in as user_");
            assertThat(clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);

            DeviceProgram.real(clerk, Map.of(), out, question -> answers.remove());
            assertThat(clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_OUT);
        }
    }

    @Test
    void aMistypedIdentifierIsAskedForAgain() throws Exception {
        try (var server = ClerkServer.start();
                var backend = ClerkBackend.builder()
                        .apiUrl(server.apiUrl())
                        .secretKey(server.secretKey())
                        .build();
                var clerk = ClerkFrontend.builder().apiUrl(server.apiUrl()).build()) {
            backend.users().create(u -> u.emailAddress("ada@example.com").password("correct horse battery"));
            var answers =
                    new ArrayDeque<>(List.of("adda@example.com", "ada@example.com", "correct horse battery", "no"));

            DeviceProgram.real(clerk, Map.of(), out, question -> answers.remove());

            assertThat(printed()).containsOnlyOnce("IDENTIFIER_NOT_FOUND").contains("You are signed in as user_");
        }
    }

    @Test
    void aFactorThatTheProgramDoesNotHaveEndsTheDialog() throws Exception {
        try (var server = ClerkServer.builder()
                        .identifiers("phone_number")
                        .password(false)
                        .start();
                var backend = ClerkBackend.builder()
                        .apiUrl(server.apiUrl())
                        .secretKey(server.secretKey())
                        .build();
                var clerk = ClerkFrontend.builder().apiUrl(server.apiUrl()).build()) {
            backend.users().create(u -> u.phoneNumber("+15555550100"));

            assertThatThrownBy(() -> DeviceProgram.real(clerk, Map.of(), out, question -> "+15555550100"))
                    .isInstanceOf(StepException.class)
                    .hasMessageContaining("email_code is not one of [phone_code]");
            assertThat(printed()).containsOnlyOnce("step: ");
        }
    }

    @Test
    void aSessionWithTasksGoesOnWithThem() throws Exception {
        var clerkStub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clerkStub.createContext("/", exchange -> {
            var touched = exchange.getRequestURI().getPath().endsWith("/touch");
            var session = touched ? session("active", "") : session("pending", "{\"key\":\"choose-organization\"}");
            var client = "{\"object\":\"client\",\"id\":\"client_1\",\"sessions\":[" + session + "]}";
            var body = touched
                    ? "{\"response\":" + session + ",\"client\":" + client + "}"
                    : "{\"response\":" + client + "}";
            var answer = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        clerkStub.start();
        var url = "http://127.0.0.1:" + clerkStub.getAddress().getPort();
        try (var clerk =
                ClerkFrontend.builder().apiUrl(url).clientToken("token_1").build()) {
            var questions = new ArrayList<String>();

            DeviceProgram.real(clerk, Map.of(), out, question -> {
                questions.add(question);
                return "org_1";
            });

            assertThat(questions).containsExactly("id of an organization", "Enter out to sign out");
            assertThat(clerk.state().status()).isEqualTo(ClientState.Status.SIGNED_IN);
        } finally {
            clerkStub.stop(0);
        }
    }

    private static String session(String status, String tasks) {
        return "{\"object\":\"session\",\"id\":\"sess_1\",\"status\":\"" + status + "\",\"tasks\":[" + tasks + "]}";
    }

    @Test
    void aProgramWithoutAConsoleReadsItsInput() {
        var in = new ByteArrayInputStream("ada\nsecret\n".getBytes(StandardCharsets.UTF_8));
        var ask = DeviceProgram.terminal(null, in, out);

        assertThat(List.of(ask.apply("name"), ask.apply("password"))).containsExactly("ada", "secret");
        assertThat(printed()).isEqualTo("name: password: ");
    }
}
