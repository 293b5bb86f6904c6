package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.first;
import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.session;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An expired session of a browser that holds a refresh token, refreshed without a redirect. */
class RefreshTest {
    private static final String PATH = "/v1/sessions/sess_test/refresh";
    private static final String FAILED = "handshake session-token-expired-refresh-";

    private final TestClerk clerk = new TestClerk();
    private final RequestAuthenticator authenticator =
            live().secretKey(SECRET).apiUrl(clerk.url()).build();

    @AfterEach
    void close() {
        authenticator.close();
        clerk.close();
    }

    private static String cookies(String token) {
        return UAT + "; __session=" + token + "; __refresh_" + LIVE_SUFFIX + "=refresh_secret";
    }

    private static TestRequest page() {
        return TestRequest.page().cookies(cookies(expired()));
    }

    private static String answer(Object... cookies) {
        return JsonValue.of(Map.of("cookies", List.of(cookies))).toJson();
    }

    private static String expiredWith(String claim, @Nullable Object value) {
        return signed(header(), with(TestInstances.expired(claims()), claim, value));
    }

    @Test
    void theNewTokenSignsInAndItsCookiesAreSet() {
        clerk.answers(PATH, answer("__session=" + token() + "; Path=/", "__client_uat=" + NOW, "a\r\nb=1", 7));
        var state = stateOf(authenticator, page());
        assertThat(session(state).token()).isEqualTo(token());
        assertThat(state.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "set-cookie", List.of("__session=" + token() + "; Path=/", "__client_uat=" + NOW),
                        "cache-control", List.of("private, no-store")));
        assertThat(state.location()).isNull();
    }

    @Test
    void theRefreshSendsBothTokensAndTheClientsHeaders() {
        clerk.answers(PATH, answer("__session=" + token()));
        stateOf(
                authenticator,
                page().header("user-agent", "Browser")
                        .header("x-forwarded-for", "192.0.2.1")
                        .header("x-forwarded-for", "192.0.2.2")
                        .header("x-secret", "secret")
                        .header("authorization", "Basic c2VjcmV0"));
        var request = clerk.last();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(PATH + "?suffixed_cookies=false");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(TestClerk.body(request))
                .isEqualTo(JsonValue.of(Map.of(
                        "format", "cookie",
                        "expired_token", expired(),
                        "refresh_token", "refresh_secret",
                        "request_origin", "https://app.example.com",
                        "request_headers",
                                Map.of(
                                        "sec-fetch-dest", List.of("document"),
                                        "user-agent", List.of("Browser"),
                                        "x-forwarded-for", List.of("192.0.2.1", "192.0.2.2")))));
    }

    @Test
    void theRefreshAsksForSuffixedCookiesIfTheyCount() {
        clerk.answers(PATH, answer("__session_" + LIVE_SUFFIX + "=" + token()));
        var cookies = "__client_uat_" + LIVE_SUFFIX + "=" + (NOW - 100) + "; __session_" + LIVE_SUFFIX + "=" + expired()
                + "; __refresh_" + LIVE_SUFFIX + "=refresh_secret";
        assertThat(verdict(authenticator, TestRequest.page().cookies(cookies))).isEqualTo("signed-in");
        assertThat(clerk.last().getUrl().queryParameter("suffixed_cookies")).isEqualTo("true");
    }

    @Test
    void aGetThatIsNotANavigationIsRefreshedToo() {
        clerk.answers(PATH, answer("__session=" + token()));
        var fetch = TestRequest.of("GET", "https://app.example.com:8443/data").cookies(cookies(expired()));
        assertThat(verdict(authenticator, fetch)).isEqualTo("signed-in");
        assertThat(TestClerk.body(clerk.last()).get("request_origin"))
                .isEqualTo(JsonValue.of("https://app.example.com:8443"));
    }

    @Test
    void aTokenInTheHeaderIsRenewedToo() {
        clerk.answers(PATH, answer("__session=" + token()));
        var request = TestRequest.page().bearer(expired()).cookies(cookies("nonsense"));
        assertThat(verdict(authenticator, request)).isEqualTo("signed-in");
    }

    @Test
    void aFormThatABrowserPostsFromAPageIsRenewedToo() {
        clerk.answers(PATH, answer("__session=" + token()));
        var form = TestRequest.of("POST", TestRequest.PAGE).cookies(cookies(expired()));
        var state = stateOf(authenticator, form.header("sec-fetch-dest", "document"));
        assertThat(session(state).token()).isEqualTo(token());
        assertThat(first(state, "set-cookie")).isEqualTo("__session=" + token());
        assertThat(first(state, "cache-control")).isEqualTo("private, no-store");
        var old = TestRequest.of("POST", TestRequest.PAGE).cookies(cookies(expired()));
        assertThat(verdict(authenticator, old.header("accept", "text/html,*/*")))
                .isEqualTo("signed-in");
    }

    @Test
    void onlyAGetOrAFormWithTheRefreshCookieOfThisInstanceIsRenewed() {
        var out = "signed-out session-token-expired-refresh-";
        for (var method : List.of("POST", "PUT", "DELETE", "HEAD", "post")) {
            assertThat(verdict(
                            authenticator,
                            TestRequest.of(method, TestRequest.PAGE).cookies(cookies(expired()))))
                    .isEqualTo(out + "non-eligible-non-get");
        }
        for (var method : List.of("PUT", "DELETE", "HEAD", "post")) {
            assertThat(verdict(
                            authenticator,
                            TestRequest.of(method, TestRequest.PAGE)
                                    .header("sec-fetch-dest", "document")
                                    .cookies(cookies(expired()))))
                    .isEqualTo(out + "non-eligible-non-get");
        }
        var fetch = TestRequest.of("POST", TestRequest.PAGE).header("sec-fetch-dest", "empty");
        assertThat(verdict(authenticator, fetch.cookies(cookies(expired())))).isEqualTo(out + "non-eligible-non-get");
        var others = UAT + "; __session=" + expired() + "; __refresh=x; __refresh_00000000=x";
        assertThat(verdict(authenticator, TestRequest.page().cookies(others)))
                .isEqualTo(FAILED + "non-eligible-no-refresh-cookie");
        var empty = UAT + "; __session=" + expired() + "; __refresh_" + LIVE_SUFFIX + "=";
        assertThat(verdict(authenticator, TestRequest.page().cookies(empty)))
                .isEqualTo(FAILED + "non-eligible-no-refresh-cookie");
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void whereTheMethodIsNotKnownTheReasonIsThatTheTokenHasExpired() {
        for (var request : List.of(
                TestRequest.api().cookies(cookies(expired())),
                TestRequest.api().bearer(expired()).cookies(cookies(expired())),
                TestRequest.api().bearer(expired()))) {
            var state = stateOf(authenticator, request);
            assertThat(verdict(state)).isEqualTo("signed-out session-token-expired");
            assertThat(message(state)).startsWith("The token has expired (exp). (reason=token-expired, token-carrier=");
        }
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void onlyExpiredTokensAreRenewed() {
        stateOf(authenticator, TestRequest.page().cookies(cookies(TestInstances.notYet())));
        stateOf(authenticator, TestRequest.page().cookies(cookies(TestInstances.forged())));
        stateOf(authenticator, TestRequest.page().cookies(cookies(token())));
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void withoutASecretKeyNothingCanBeRenewed() {
        assertThat(verdict(live().build(), page())).isEqualTo(FAILED + "missing-api-client");
    }

    @Test
    void withoutAPublishableKeyThereIsNoRefreshCookie() {
        try (var bare = RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .secretKey("sk_live_made_for_this_test")
                .apiUrl(clerk.url())
                .clock(TestTokens.CLOCK)
                .build()) {
            var cookies = UAT + "; __session=" + expired() + "; __refresh=x";
            assertThat(verdict(bare, TestRequest.page().cookies(cookies)))
                    .isEqualTo("signed-out session-token-expired-refresh-non-eligible-no-refresh-cookie");
        }
    }

    @Test
    void aTokenThatBelongsToNoSessionCannotBeRenewed() {
        var reason = FAILED + "expired-session-token-missing-sid-claim";
        var none = signed(header(), without(TestInstances.expired(claims()), "sid"));
        assertThat(verdict(authenticator, TestRequest.page().cookies(cookies(none))))
                .isEqualTo(reason);
        for (var sid : List.of("", " ", 5, List.of("sess_test"))) {
            var odd = expiredWith("sid", sid);
            assertThat(verdict(authenticator, TestRequest.page().cookies(cookies(odd))))
                    .isEqualTo(reason);
        }
        assertThat(clerk.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"errors\":[{\"code\":\"session_revoked\",\"message\":\"m\"}]}|session_revoked",
                "422|{\"errors\":[{\"code\":\"first\"},{\"code\":\"second\"}]}|first",
                "401|{\"errors\":[{\"code\":\"\"}]}|unexpected-bapi-error",
                "404|{\"errors\":[]}|unexpected-bapi-error",
                "400|nonsense|unexpected-bapi-error",
                "500|{}|unexpected-bapi-error",
                "200|nonsense|unexpected-sdk-error",
                "200|{}|invalid-session-token",
                "200|[]|invalid-session-token",
                "200|{\"cookies\":\"x\"}|invalid-session-token",
                "200|{\"cookies\":[\"__session=nonsense\"]}|invalid-session-token",
                "200|{\"cookies\":[\"__client_uat=1\"]}|invalid-session-token"
            })
    void aFailedRefreshIsNamedInTheReason(int status, String body, String error) {
        clerk.answers(PATH, status, body);
        var state = stateOf(authenticator, page());
        assertThat(verdict(state)).isEqualTo(FAILED + error);
        assertThat(((Handshake) state).reason().known()).isEqualTo(AuthErrorReason.Known.SESSION_TOKEN_EXPIRED);
        assertThat(first(state, "x-clerk-auth-reason")).endsWith("-refresh-" + error);
        assertThat(first(state, "x-clerk-auth-message")).contains("token-expired");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRefreshedTokenThatIsInvalidIsRefused(boolean forged) {
        clerk.answers(PATH, answer("__session=" + (forged ? TestInstances.forged() : expired())));
        assertThat(verdict(authenticator, page())).isEqualTo(FAILED + "invalid-session-token");
    }

    @Test
    void aRefreshedTokenThatIsPendingIsNotSignedIn() {
        var pending = signed(header(), with(claims(), "sts", "pending"));
        clerk.answers(PATH, answer("__session=" + pending));
        var state = stateOf(authenticator, page());
        assertThat(verdict(state)).isEqualTo("signed-out session-pending");
        assertThat(first(state, "set-cookie")).isEqualTo("__session=" + pending);
        assertThat(first(state, "cache-control")).isEqualTo("private, no-store");
    }

    @Test
    void anUnreachableClerkIsNamedInTheReason() {
        try (var lost = live().secretKey(SECRET).apiUrl(TestClerk.nowhere()).build()) {
            assertThat(verdict(lost, page())).isEqualTo(FAILED + "fetch-error");
        }
    }
}
