package com.clerk.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Authenticating requests with the settings and connections of a client of the Backend API. */
class ClerkBackendAuthenticationTest {
    private static final String KEY = "sk_test_made_for_this_test";
    private static final Map<String, List<String>> API_KEY = Map.of("authorization", List.of("Bearer ak_opaque"));
    private static final String GOOD = "{\"id\":\"ak_1\",\"subject\":\"user_1\"}";

    private final Server server = new Server();
    private final ClerkBackend clerk = backend().build();

    private ClerkBackend.Builder backend() {
        return ClerkBackend.builder().secretKey(KEY).apiUrl(server.url());
    }

    @AfterEach
    void close() {
        clerk.close();
        server.close();
    }

    private static AuthErrorReason reason(RequestState state) {
        return ((SignedOut) state).reason();
    }

    @Test
    void aRequestIsAuthenticatedWithTheKeyOfTheClient() {
        server.answers(GOOD);
        var options = AuthenticateOptions.acceptTokens(TokenType.API_KEY);
        var state = clerk.authenticateRequest(ClerkRequest.of(API_KEY), options);
        assertThat(((SignedIn) state).auth().subject()).isEqualTo("user_1");
        var request = server.request();
        assertThat(request.getTarget()).isEqualTo("/api_keys/verify");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
    }

    @Test
    void headersAloneAndWholeRequestsAreJudgedTheSame() {
        assertThat(reason(clerk.authenticateRequest(API_KEY))).hasToString("token-invalid");
        assertThat(reason(clerk.authenticateRequest(ClerkRequest.of(API_KEY)))).hasToString("token-invalid");
        // The key tells a development instance, which has to know the browser first.
        assertThat(reason(clerk.authenticateRequest(Map.of()))).isEqualTo(AuthErrorReason.DEV_BROWSER_MISSING);
        assertThat(server.requests()).isZero();
    }

    @Test
    void theAuthenticatorIsMadeOnceAndSharesTheConnections() {
        var authenticator = clerk.authenticator();
        assertThat(clerk.authenticator()).isSameAs(authenticator);
        authenticator.close();
        server.answers("{\"object\":\"user\",\"id\":\"user_1\"}");
        assertThat(clerk.users().get("user_1").id()).isEqualTo("user_1");
        clerk.close();
        var options = AuthenticateOptions.acceptAnyToken();
        assertThat(reason(authenticator.authenticate(ClerkRequest.of(API_KEY), options)))
                .isEqualTo(AuthErrorReason.UNEXPECTED_ERROR);
    }

    @Test
    void askingWithoutWaitingGoesThroughTheAuthenticator() {
        server.answers(GOOD);
        var state = clerk.authenticator()
                .authenticateAsync(ClerkRequest.of(API_KEY), AuthenticateOptions.acceptAnyToken())
                .join();
        assertThat(state.isSignedIn()).isTrue();
    }

    @Test
    void settingsOfItsOwnComeOnTop() {
        server.answers(GOOD);
        try (var own = backend().authentication(a -> a.acceptAnyToken()).build()) {
            assertThat(own.authenticateRequest(API_KEY).isSignedIn()).isTrue();
        }
    }

    @Test
    void aMistakeInTheSettingsIsFoundWhenTheClientIsBuilt() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> backend().authentication(a -> a.satellite(true)).build())
                .withMessageContaining("A satellite needs publishableKey(");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> backend()
                        .authentication(a -> a.apiUrl("https://elsewhere.example"))
                        .build())
                .withMessageContaining("same host");
    }

    @Test
    void theEnvironmentSetsAuthenticationUp() {
        var live = PublishableKey.forHost("clerk.example.com").value();
        var key = "sk_live_made_for_this_test";
        var environment = Map.of("CLERK_SECRET_KEY", key, "CLERK_API_URL", server.url(), "CLERK_PUBLISHABLE_KEY", live);
        try (var own = ClerkBackend.fromEnv(environment)) {
            assertThat(reason(own.authenticateRequest(Map.of())))
                    .isEqualTo(AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkBackend.fromEnv(Map.of("CLERK_SECRET_KEY", KEY, "CLERK_JWT_KEY", "canary")))
                .withMessageContaining("CLERK_JWT_KEY")
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ClerkBackend.fromEnv(Map.of("CLERK_SECRET_KEY", KEY, "CLERK_IS_SATELLITE", "perhaps")))
                .withMessageContaining("CLERK_IS_SATELLITE");
    }

    @Test
    void theMachineKeyOfTheEnvironmentIsUsed() {
        server.answers("{\"id\":\"mt_1\",\"subject\":\"mch_1\"}");
        var environment = Map.of(
                "CLERK_SECRET_KEY", KEY, "CLERK_API_URL", server.url(), "CLERK_MACHINE_SECRET_KEY", "ak_for_this_test");
        try (var own = ClerkBackend.fromEnv(environment)) {
            var request = ClerkRequest.of(Map.of("authorization", List.of("Bearer mt_opaque")));
            var options = AuthenticateOptions.acceptTokens(TokenType.M2M_TOKEN);
            assertThat(own.authenticateRequest(request, options).isSignedIn()).isTrue();
        }
        assertThat(server.request().getHeaders().get("Authorization")).isEqualTo("Bearer ak_for_this_test");
    }
}
