package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClerkFrontendTest {
    private final Server server = new Server();

    @AfterEach
    void close() {
        server.close();
    }

    private ClerkFrontend frontend() {
        return ClerkFrontend.builder()
                .apiUrl(server.url())
                .clientToken("client_token_made_for_this_test")
                .build();
    }

    @Test
    void theClientTokenIsSentAsItIsWithTheNativeFlag() {
        server.answers("{\"response\":{\"id\":\"user_1\",\"object\":\"user\"},\"client\":null}");

        try (var frontend = frontend()) {
            frontend.me().get();
        }

        var request = server.request();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("client_token_made_for_this_test");
        assertThat(request.getUrl().queryParameter("_is_native")).isEqualTo("true");
        assertThat(request.getUrl().encodedPath()).isEqualTo("/v1/me");
    }

    @Test
    void theResultComesWithoutItsEnvelope() {
        server.answers("{\"response\":{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"Ada\"},"
                + "\"client\":{\"id\":\"client_1\",\"object\":\"client\"}}");

        try (var frontend = frontend()) {
            assertThat(frontend.me().get().firstName()).isEqualTo("Ada");
        }
    }

    @Test
    void anAnswerWithoutAUserIsNoEmptyUser() {
        try (var frontend = frontend()) {
            for (var body : List.of("{}", "{\"client\":null}", "{\"response\":null,\"client\":null}")) {
                server.answers(body);
                assertThatThrownBy(() -> frontend.me().get())
                        .isInstanceOf(ClerkDecodingException.class)
                        .hasMessageContaining("me.get: expected ");
            }
            server.answers("{\"errors\":[{\"code\":\"authentication_invalid\",\"message\":\"Invalid.\"}]}");
            assertThatThrownBy(() -> frontend.me().get())
                    .isInstanceOf(ClerkApiException.class)
                    .hasMessage("GET /v1/me -> 200 authentication_invalid: Invalid.");
        }
    }

    @Test
    void withoutAClientTokenNoAuthorizationIsSent() {
        server.answers("{}");

        try (var frontend = ClerkFrontend.builder().apiUrl(server.url()).build()) {
            frontend.environment().get();
        }

        assertThat(server.request().getHeaders().get("Authorization")).isNull();
    }

    @Test
    void formsRepeatListsAndStringifyObjects() {
        server.answers("{\"response\":{\"id\":\"sua_1\",\"object\":\"sign_up_attempt\"},\"client\":null}");

        try (var frontend = frontend()) {
            frontend.signUps()
                    .create(signUp -> signUp.emailAddress("ada@example.com").unsafeMetadata("{\"a\":1}"));
        }

        assertThat(server.request().getBody().utf8())
                .isEqualTo("email_address=ada%40example.com&unsafe_metadata=%7B%22a%22%3A1%7D");
    }

    @Test
    void redirectsAreToldAndNotFollowed() {
        server.redirects("https://app.example.com/done?ticket=t");

        try (var frontend = frontend()) {
            var redirect = frontend.signIns().acceptTicket(ticket -> ticket.ticket("t"));

            assertThat(redirect.status()).isEqualTo(303);
            assertThat(redirect.location()).isEqualTo("https://app.example.com/done?ticket=t");
            assertThat(redirect.toString()).doesNotContain("ticket");
        }
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aSecretKeyIsRefusedAndNotShown() {
        assertThatThrownBy(() -> ClerkFrontend.builder().publishableKey("sk_test_canary"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret key must never leave your servers")
                .hasMessageNotContaining("canary");
    }

    @Test
    void theEnvironmentNamesTheInstanceOrItsProxy() {
        var key = PublishableKey.forHost("clerk.example.com").value();
        try (var direct = ClerkFrontend.fromEnv(Map.of("CLERK_PUBLISHABLE_KEY", key));
                var proxied = ClerkFrontend.fromEnv(Map.of(
                        "CLERK_PUBLISHABLE_KEY", key, "CLERK_PROXY_URL", "https://app.example.com/__clerk"))) {
            assertThat(direct).hasToString("ClerkFrontend(clerk.example.com, no token)");
            assertThat(proxied).hasToString("ClerkFrontend(app.example.com, no token)");
        }
        assertThatThrownBy(() -> ClerkFrontend.fromEnv(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CLERK_PUBLISHABLE_KEY");
        assertThatThrownBy(() -> ClerkFrontend.fromEnv(Map.of("CLERK_PROXY_URL", "/__clerk")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The environment variable CLERK_PROXY_URL: ");
    }

    @Test
    void theClientShowsHostAndNoToken() {
        try (var frontend = frontend()) {
            assertThat(frontend).hasToString("ClerkFrontend(127.0.0.1, client token)");
        }
    }

    @Test
    void anInstanceMustBeNamed() {
        assertThatThrownBy(() -> ClerkFrontend.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("publishableKey");
    }
}
