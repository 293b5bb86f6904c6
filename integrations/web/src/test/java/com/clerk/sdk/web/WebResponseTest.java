package com.clerk.sdk.web;

import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Has.scope;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.Reverification;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TestAuth;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The responses to callers who may not go on. */
class WebResponseTest {
    private static String body(WebResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static SignedOut refused(String token) {
        try (var authenticator = RequestAuthenticator.builder()
                .secretKey("sk_test_x")
                .apiUrl("http://127.0.0.1:1")
                .build()) {
            var request = ClerkRequest.of(Map.of("Authorization", List.of("Bearer " + token)));
            return (SignedOut) authenticator.authenticate(request);
        }
    }

    @Test
    void nobodyIsSignedIn() {
        var response = WebResponse.unauthorized(TestAuth.signedOut(AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers())
                .containsEntry("www-authenticate", List.of("Bearer"))
                .containsEntry("content-type", List.of("application/problem+json"))
                .containsEntry("cache-control", List.of("private, no-store"));
        assertThat(body(response))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"session-token-and-uat-missing\",\"reason\":\"session-token-and-uat-missing\"}");
    }

    @Test
    void aTokenInTheHeaderWasRefused() {
        var response = WebResponse.unauthorized(refused("rubbish"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers())
                .containsEntry("www-authenticate", List.of("Bearer error=\"invalid_token\""))
                .containsEntry("x-clerk-auth-reason", List.of("token-invalid"));
    }

    @Test
    void anOutageIsNoReasonToThrowATokenAway() {
        // A token of the right form, whose keys cannot be fetched because nothing listens there.
        var token = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6ImsifQ.eyJzdWIiOiJ1IiwiZXhwIjo5OTk5OTk5OTk5fQ."
                + "A".repeat(342);
        var response = WebResponse.unauthorized(refused(token));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers())
                .containsEntry("retry-after", List.of("5"))
                .doesNotContainKey("www-authenticate");
    }

    @Test
    void aRoleIsMissing() {
        var response = WebResponse.forbidden(TestAuth.session("user_1"), role("org:admin"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers()).doesNotContainKey("www-authenticate");
        assertThat(body(response)).contains("\"detail\":\"The caller does not meet: role org:admin.\"");
    }

    @Test
    void aScopeIsMissing() {
        var response = WebResponse.forbidden(TestAuth.apiKey("user_1", "read"), scope("write"));
        assertThat(response.headers())
                .containsEntry("www-authenticate", List.of("Bearer error=\"insufficient_scope\""));
    }

    @Test
    void aVerificationOfFactorsIsMissing() {
        var user = TestAuth.session(Map.of("sub", "user_1", "fva", List.of(30, 30)));
        var response = WebResponse.forbidden(user, reverification(Reverification.STRICT));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.headers()).containsEntry("content-type", List.of("application/json"));
        assertThat(body(response))
                .isEqualTo("{\"clerk_error\":{\"type\":\"forbidden\",\"reason\":\"reverification-error\","
                        + "\"metadata\":{\"reverification\":{\"level\":\"second_factor\",\"afterMinutes\":10}}}}");
        var quick = Reverification.of(Reverification.Level.FIRST_FACTOR, Duration.ofSeconds(5));
        assertThat(body(WebResponse.forbidden(user, reverification(quick))))
                .contains("{\"level\":\"first_factor\",\"afterMinutes\":1}");
    }

    @Test
    void aRedirectIsForOneBrowser() {
        var response = WebResponse.redirect("https://app.example.com/sign-in");
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.headers())
                .containsEntry("location", List.of("https://app.example.com/sign-in"))
                .containsEntry("cache-control", List.of("private, no-store"));
        assertThat(response.body()).isEmpty();
    }
}
