package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.errors.ClerkDecodingException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage of Clerk differs from a caller who is not signed in, and every documented reason has a constant. */
class OutageTest {
    private static RequestAuthenticator.Builder remote(String url) {
        return RequestAuthenticator.builder()
                .secretKey(SECRET)
                .apiUrl(url)
                .clock(TestTokens.CLOCK)
                .acceptAnyToken();
    }

    private static SignedOut out(RequestAuthenticator authenticator, ClerkRequest request) {
        return (SignedOut) stateOf(authenticator, request);
    }

    @Test
    void aClerkThatCannotBeReachedIsAnOutage() {
        try (var lost = remote(TestClerk.nowhere()).build()) {
            for (var bearer : List.of(token(), TestInstances.m2m(), TestInstances.oauth(), "ak_x", "mt_x", "oat_x")) {
                var state = out(lost, TestRequest.api().bearer(bearer));
                assertThat(state.isOutage()).as(bearer).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aClerkThatFailsIsAnOutage(int status) {
        try (var clerk = new TestClerk().answers("/v1/jwks", status, "{}").answers("/api_keys/verify", status, "{}");
                var authenticator = remote(clerk.url()).build()) {
            assertThat(out(authenticator, TestRequest.api().bearer(token())).isOutage())
                    .isTrue();
            assertThat(out(authenticator, TestRequest.api().bearer("ak_x")).isOutage())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "nonsense", "{\"id\":\"i\"}", "{\"id\":1,\"subject\":\"s\"}"})
    void anAnswerAboutAMachineTokenThatCannotBeReadIsAnOutage(String body) {
        try (var clerk = verifying(body);
                var authenticator = remote(clerk.url()).build()) {
            for (var bearer : List.of("ak_x", "mt_x", "oat_x")) {
                var state = out(authenticator, TestRequest.api().bearer(bearer));
                assertThat(state.reason()).as(bearer).isEqualTo(AuthErrorReason.UNEXPECTED_ERROR);
                assertThat(state.cause()).as(bearer).isInstanceOf(ClerkDecodingException.class);
                assertThat(state.isOutage()).as(bearer).isTrue();
            }
        }
    }

    /** Returns a Clerk that answers this about every opaque machine token. */
    private static TestClerk verifying(String body) {
        return new TestClerk()
                .answers("/api_keys/verify", body)
                .answers("/m2m_tokens/verify", body)
                .answers("/oauth_applications/access_tokens/verify", body);
    }

    @Test
    void aMachineTokenThatClerkCallsInactiveIsNoOutage() {
        try (var clerk = verifying("{\"active\":false}");
                var authenticator = remote(clerk.url()).build()) {
            for (var bearer : List.of("ak_x", "mt_x", "oat_x")) {
                var state = out(authenticator, TestRequest.api().bearer(bearer));
                assertThat(state.isOutage()).as(bearer).isFalse();
            }
        }
    }

    @Test
    void anExpiredSessionThatClerkCouldNotRefreshIsAnOutage() {
        var cookies = UAT + "; __session=" + expired() + "; __refresh_" + LIVE_SUFFIX + "=r";
        var fetch = TestRequest.of("GET", TestRequest.PAGE)
                .header("sec-fetch-dest", "empty")
                .cookies(cookies);
        try (var lost = live().secretKey(SECRET).apiUrl(TestClerk.nowhere()).build()) {
            var state = out(lost, fetch);
            assertThat(verdict(state)).isEqualTo("signed-out session-token-expired-refresh-fetch-error");
            assertThat(state.isOutage()).isTrue();
        }
        var revoked = "{\"errors\":[{\"code\":\"session_revoked\",\"message\":\"m\"}]}";
        try (var clerk = new TestClerk().answers("/v1/sessions/sess_test/refresh", 400, revoked);
                var authenticator = live().secretKey(SECRET).apiUrl(clerk.url()).build()) {
            var state = out(authenticator, fetch);
            assertThat(verdict(state)).isEqualTo("signed-out session-token-expired-refresh-session_revoked");
            assertThat(state.isOutage()).as("Clerk has decided").isFalse();
        }
    }

    @Test
    void aHandshakeThatClerkDidNotAnswerIsAnOutage() {
        var page = TestRequest.page(TestRequest.PAGE + "?__clerk_handshake_nonce=n");
        try (var lost = live().secretKey(SECRET).apiUrl(TestClerk.nowhere()).build()) {
            assertThat(out(lost, page).isOutage()).isTrue();
        }
        try (var clerk = new TestClerk();
                var authenticator = live().secretKey(SECRET).apiUrl(clerk.url()).build()) {
            assertThat(out(authenticator, page).isOutage())
                    .as("the nonce is unknown")
                    .isFalse();
        }
    }

    @Test
    void keysThatCannotBeLoadedForAHandshakeTokenAreAnOutageAndNoSignOut() {
        var handshake = TestTokens.signed(
                TestTokens.without(TestTokens.header(), "cat"), Map.of("handshake", List.of("__session=" + token())));
        var page = TestRequest.page(TestRequest.PAGE + "?__clerk_handshake=" + handshake);
        for (var key : List.of(TestInstances.LIVE_KEY, TestInstances.DEV_KEY)) {
            try (var lost = remote(TestClerk.nowhere()).publishableKey(key).build()) {
                var state = out(lost, page);
                assertThat(verdict(state)).isEqualTo("signed-out jwk-remote-failed-to-load");
                assertThat(state.isOutage()).isTrue();
                assertThat(state.message()).doesNotContain("localhost");
            }
        }
    }

    @Test
    void aCallerWhoIsNotSignedInIsNotAnOutage() {
        var authenticator = live().build();
        for (var request : List.of(
                TestRequest.api(),
                TestRequest.api().bearer("nonsense"),
                TestRequest.api().bearer(expired()),
                TestRequest.api().bearer(TestInstances.forged()),
                TestRequest.api().cookies(UAT))) {
            assertThat(out(authenticator, request).isOutage()).isFalse();
        }
        var refused = "{\"errors\":[{\"code\":\"clerk_key_invalid\",\"message\":\"m\"}]}";
        try (var clerk = new TestClerk().answers("/v1/jwks", 401, refused);
                var wrong = remote(clerk.url()).build()) {
            var state = out(wrong, TestRequest.api().bearer(token()));
            assertThat(state.reason()).isEqualTo(AuthErrorReason.SECRET_KEY_INVALID);
            assertThat(state.isOutage()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(JwtError.class)
    void everyErrorOfATokenHasAConstant(JwtError error) {
        assertThat(AuthErrorReason.of(error.value()).known()).hasToString(error.name());
        assertThat(TokenVerificationReason.of(error.value()).known()).hasToString(error.name());
    }

    static Stream<java.lang.reflect.Field> constants() {
        return Arrays.stream(AuthErrorReason.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()));
    }

    @Test
    void everyConstantIsKnownByItsOwnName() throws IllegalAccessException {
        for (var field : constants().toList()) {
            var reason = (AuthErrorReason) field.get(null);
            assertThat(reason.known()).hasToString(field.getName());
            assertThat(AuthErrorReason.of(reason.value())).isEqualTo(reason);
        }
        assertThat(constants().count()).isEqualTo(AuthErrorReason.Known.values().length - 1L);
        assertThat(AuthErrorReason.of("something-new").known()).isEqualTo(AuthErrorReason.Known.OTHER);
        for (var known : TokenVerificationReason.Known.values()) {
            assertThat(AuthErrorReason.Known.valueOf(known.name().toUpperCase(Locale.ROOT)))
                    .as("every reason of a token is a reason of a request")
                    .isNotNull();
        }
    }
}
