package com.clerk.sdk.examples.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.ClerkFrontend;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.testing.ClerkServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
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
}
