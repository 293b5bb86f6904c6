package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.first;
import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.session;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The accessors and methods of a session's auth. */
class SessionAuthTest {
    private static final String PATH = "/v1/sessions/sess_test/tokens/";

    private final TestClerk clerk = new TestClerk();
    private final RequestAuthenticator authenticator =
            live().secretKey(SECRET).apiUrl(clerk.url()).build();

    record Own(String plan, int seats) {}

    @AfterEach
    void close() {
        authenticator.close();
        clerk.close();
    }

    private SessionAuth auth(Map<String, @Nullable Object> claims) {
        return session(stateOf(authenticator, TestRequest.api().bearer(signed(header(), claims))));
    }

    @Test
    void everythingAboutTheUserIsAtHand() {
        var auth = auth(with(with(with(claims(), "org_id", "org_1"), "org_slug", "acme"), "org_role", "org:admin"));
        assertThat(auth.userId()).isEqualTo(TestTokens.USER);
        assertThat(auth.subject()).isEqualTo(TestTokens.USER);
        assertThat(auth.sessionId()).isEqualTo("sess_test");
        assertThat(auth.orgId()).isEqualTo("org_1");
        assertThat(auth.orgSlug()).isEqualTo("acme");
        assertThat(auth.orgRole()).isEqualTo("org:admin");
        assertThat(auth.scopes()).isEmpty();
        assertThat(auth.tokenType()).isEqualTo(TokenType.SESSION_TOKEN);
        assertThat(auth.claims().issuer()).isEqualTo(TestTokens.ISSUER);
        assertThat(auth.token()).startsWith("ey");
        assertThat(auth).hasToString("SessionAuth");
    }

    @Test
    void theAuthAnswersForItsClaims() {
        Auth auth = auth(with(with(claims(), "org_id", "org_1"), "org_role", "org:admin"));
        assertThat(auth.has(Has.role("admin"))).isTrue();
        assertThat(auth.has(Has.role("member"))).isFalse();
        assertThat(auth.has(Has.permission("org:invoices:read"))).isFalse();
    }

    @Test
    void ownClaimsAreReadAsAClass() {
        var auth = auth(with(with(claims(), "plan", "gold"), "seats", 3));
        assertThat(auth.claims().as(Own.class)).isEqualTo(new Own("gold", 3));
        assertThatThrownBy(() -> auth(with(claims(), "seats", "many")).claims().as(Own.class))
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void aTokenIsMadeFromATemplate() {
        clerk.answers(PATH + "supabase", "{\"object\":\"token\",\"jwt\":\"made\"}");
        assertThat(auth(claims()).getToken("supabase")).isEqualTo("made");
        assertThat(clerk.last().getMethod()).isEqualTo("POST");
        assertThat(clerk.last().getTarget()).isEqualTo(PATH + "supabase");
        assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(Objects.requireNonNull(clerk.last().getBody()).size()).isZero();
    }

    @Test
    void aTokenMayHaveALifetimeInWholeSeconds() {
        clerk.answers(PATH + "t", "{\"object\":\"token\",\"jwt\":\"made\"}");
        assertThat(auth(claims()).getToken("t", Duration.ofMillis(90_999))).isEqualTo("made");
        assertThat(TestClerk.body(clerk.last())).isEqualTo(JsonValue.of(Map.of("expires_in_seconds", 90)));
        auth(claims()).getToken("t", Duration.ofSeconds(1));
        assertThat(TestClerk.body(clerk.last())).isEqualTo(JsonValue.of(Map.of("expires_in_seconds", 1)));
        auth(claims()).getToken("t", null);
        assertThat(Objects.requireNonNull(clerk.last().getBody()).size()).isZero();
    }

    @Test
    void aLifetimeOfLessThanASecondIsRefusedBeforeClerkIsAsked() {
        for (var lifetime : new Duration[] {Duration.ofMillis(999), Duration.ZERO, Duration.ofSeconds(-5)}) {
            assertThatThrownBy(() -> auth(claims()).getToken("t", lifetime))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 second");
        }
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void theNameOfATemplateStaysInItsPlace() {
        clerk.answers(PATH + "a%2Fb%3Fc", "{\"object\":\"token\",\"jwt\":\"made\"}");
        assertThat(auth(claims()).getToken("a/b?c")).isEqualTo("made");
        for (var name : new String[] {"", "..", "%2e%2e"}) {
            assertThatThrownBy(() -> auth(claims()).getToken(name)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(clerk.received()).hasSize(1);
    }

    @Test
    void withoutASessionThereIsNoToken() {
        assertThat(auth(without(claims(), "sid")).getToken("t")).isNull();
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void withoutASecretKeyATokenCannotBeMade() {
        var auth = session(stateOf(live().build(), TestRequest.api().bearer(TestTokens.token())));
        assertThatThrownBy(() -> auth.getToken("t"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("secretKey(");
    }

    @Test
    void errorsOfClerkAreThrown() {
        var auth = auth(claims());
        assertThatThrownBy(() -> auth.getToken("unknown"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("resource_not_found")
                .hasMessageNotContaining(auth.token());
        clerk.answers(PATH + "t", "nonsense");
        assertThatThrownBy(() -> auth.getToken("t")).isInstanceOf(ClerkDecodingException.class);
        clerk.close();
        assertThatThrownBy(() -> auth.getToken("t")).isInstanceOf(ClerkConnectionException.class);
    }

    private static Map<String, @Nullable Object> pending() {
        return with(claims(), "sts", "pending");
    }

    @Test
    void aPendingSessionIsSignedOutUnlessOtherwiseSaid() {
        var token = signed(header(), pending());
        for (var request : new TestRequest[] {
            TestRequest.api().bearer(token), TestRequest.api().cookies(UAT + "; __session=" + token)
        }) {
            var state = (SignedOut) stateOf(authenticator, request);
            assertThat(verdict(state)).isEqualTo("signed-out session-pending");
            assertThat(message(state)).startsWith("The user has to complete a task");
            assertThat(first(state, "x-clerk-auth-reason")).isEqualTo("session-pending");
            assertThat(state.tokenType()).isEqualTo(TokenType.SESSION_TOKEN);
            var session = state.pendingSession();
            assertThat(session).isNotNull();
            assertThat(session.userId()).isEqualTo(TestTokens.USER);
            assertThat(session.token()).isEqualTo(token);
        }
    }

    @Test
    void aPendingSessionIsSignedInIfAccepted() {
        var request = TestRequest.api().bearer(signed(header(), pending()));
        var yes = AuthenticateOptions.builder().acceptPendingSessions(true).build();
        var no = AuthenticateOptions.builder().acceptPendingSessions(false).build();
        var lenient = live().acceptPendingSessions(true).build();
        assertThat(verdict(stateOf(authenticator, request, yes))).isEqualTo("signed-in");
        assertThat(verdict(stateOf(authenticator, request, no))).isEqualTo("signed-out session-pending");
        assertThat(verdict(stateOf(lenient, request))).isEqualTo("signed-in");
        assertThat(verdict(stateOf(lenient, request, no))).isEqualTo("signed-out session-pending");
        assertThat(verdict(stateOf(lenient, request, yes))).isEqualTo("signed-in");
        assertThat(session(stateOf(lenient, request)).claims().isPending()).isTrue();
    }

    @Test
    void onlyThePendingReasonHasAPendingSession() {
        var active = TestRequest.api().bearer(signed(header(), with(claims(), "sts", "active")));
        assertThat(verdict(authenticator, active)).isEqualTo("signed-in");
        var out = (SignedOut) stateOf(authenticator, TestRequest.api());
        assertThat(out.pendingSession()).isNull();
    }

    @Test
    void anInvalidPendingSessionIsNotPending() {
        var expired = signed(header(), TestInstances.expired(pending()));
        var state = (SignedOut) stateOf(authenticator, TestRequest.api().bearer(expired));
        assertThat(verdict(state)).startsWith("signed-out session-token-expired");
        assertThat(state.pendingSession()).isNull();
    }

    @Test
    void optionsChangeTheRulesOfOneRequestOnly() {
        var request = TestRequest.api().bearer(signed(header(), with(claims(), "aud", "them")));
        var us = AuthenticateOptions.builder().audiences("us", "").build();
        assertThat(verdict(stateOf(authenticator, request, us))).isEqualTo("signed-out token-verification-failed");
        assertThat(verdict(stateOf(authenticator, request))).isEqualTo("signed-in");
        var strict = live().audiences("us")
                .authorizedParties("https://other.example.com")
                .build();
        var open = AuthenticateOptions.builder().audiences().authorizedParties().build();
        assertThat(verdict(stateOf(strict, request))).startsWith("signed-out");
        assertThat(verdict(stateOf(strict, request, open))).isEqualTo("signed-in");
    }

    @Test
    void optionsRefusePartiesThatAreNoOrigins() {
        for (var party : new String[] {"", " ", "https://app.example.com/"}) {
            assertThatThrownBy(() -> AuthenticateOptions.builder().authorizedParties(party))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("origin such as https://app.example.com");
        }
    }
}
