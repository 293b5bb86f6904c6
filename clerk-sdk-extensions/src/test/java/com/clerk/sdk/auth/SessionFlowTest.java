package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.session;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.DEV_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.devClaims;
import static com.clerk.sdk.auth.TestInstances.devToken;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.forged;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestInstances.m2m;
import static com.clerk.sdk.auth.TestInstances.notYet;
import static com.clerk.sdk.auth.TestInstances.oauth;
import static com.clerk.sdk.auth.TestInstances.ofTemplate;
import static com.clerk.sdk.auth.TestInstances.ofTheFuture;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The state for a session token: in an API, which has only headers, and in a page that a browser opens. */
class SessionFlowTest {
    private static final String EXPIRED = "session-token-expired-refresh-non-eligible-";
    private static final String OUT = "signed-out ";

    private final RequestAuthenticator live = live().build();
    private final RequestAuthenticator dev = dev().build();

    private static Arguments row(String cookies, String api, String page) {
        return Arguments.of(cookies, api, page);
    }

    private static Arguments redirected(String cookies, String reason) {
        return Arguments.of(cookies, OUT + reason, "handshake " + reason);
    }

    private static Arguments signedOut(String cookies, String reason) {
        return Arguments.of(cookies, OUT + reason, OUT + reason);
    }

    static Stream<Arguments> liveCookies() {
        var good = "; __session=" + token();
        return Stream.of(
                signedOut("other=1", "session-token-and-uat-missing"),
                signedOut("__client_uat=0", "session-token-and-uat-missing"),
                signedOut("__client_uat=; __session=", "session-token-and-uat-missing"),
                redirected("__session=" + token(), "session-token-but-no-client-uat"),
                redirected("__client_uat=0" + good, "session-token-but-no-client-uat"),
                redirected("__client_uat=x" + good, "session-token-but-no-client-uat"),
                redirected("__client_uat=-5" + good, "session-token-but-no-client-uat"),
                redirected(UAT, "client-uat-but-no-session-token"),
                redirected(UAT + "; __session=", "client-uat-but-no-session-token"),
                signedOut(UAT + "; __session=nonsense", "token-invalid"),
                signedOut(UAT + "; __session=a.b.c", "token-invalid"),
                signedOut(UAT + "; __session=" + ofTemplate(), "token-type-mismatch"),
                signedOut(UAT + "; __session=" + m2m(), "token-type-mismatch"),
                signedOut(UAT + "; __session=" + oauth(), "token-type-mismatch"),
                redirected("__client_uat=" + (NOW + 1) + good, "session-token-iat-before-client-uat"),
                redirected("__client_uat=99999999999999999999" + good, "session-token-iat-before-client-uat"),
                row("__client_uat=" + NOW + good, "signed-in", "signed-in"),
                row("__client_uat=1.5e9" + good, "signed-in", "signed-in"),
                row(UAT + "; __session=" + signed(header(), without(claims(), "iat")), "signed-in", "signed-in"),
                signedOut(UAT + "; __session=" + forged(), "token-invalid-signature"),
                signedOut(
                        UAT + "; __session=" + signed(header(), with(claims(), "iss", "https://clerk.example.org")),
                        // Another issuer's cookie is not even looked at once there is one with the suffix.
                        "session-token-and-uat-missing"),
                row(
                        UAT + "; __session=" + expired(),
                        OUT + "session-token-expired",
                        "handshake " + EXPIRED + "no-refresh-cookie"),
                redirected(UAT + "; __session=" + notYet(), "session-token-nbf"),
                redirected(UAT + "; __session=" + ofTheFuture(), "session-token-iat-in-the-future"),
                signedOut(
                        UAT + "; __session=" + signed(header(), with(claims(), "exp", "soon")),
                        "token-verification-failed"),
                row(UAT + good, "signed-in", "signed-in"));
    }

    @ParameterizedTest
    @MethodSource("liveCookies")
    void eachSetOfCookiesHasItsState(String cookies, String api, String page) {
        assertThat(verdict(live, TestRequest.api().cookies(cookies))).isEqualTo(api);
        assertThat(verdict(live, TestRequest.page().cookies(cookies))).isEqualTo(page);
    }

    static Stream<Arguments> devCookies() {
        var browser = "__clerk_db_jwt=browser; ";
        var good = "; __session=" + devToken();
        return Stream.of(
                redirected("other=1", "dev-browser-missing"),
                redirected("__clerk_db_jwt=; " + UAT + good, "dev-browser-missing"),
                signedOut(browser, "session-token-and-uat-missing"),
                redirected(browser + "__session=" + devToken(), "session-token-but-no-client-uat"),
                redirected(browser + UAT, "client-uat-but-no-session-token"),
                redirected(
                        browser + UAT + "; __session=" + signed(header(), with(devClaims(), "nbf", NOW + 60)),
                        "session-token-nbf"),
                row(browser + UAT + good, "signed-in", "signed-in"));
    }

    @ParameterizedTest
    @MethodSource("devCookies")
    void eachSetOfCookiesHasItsStateOnADevelopmentInstance(String cookies, String api, String page) {
        assertThat(verdict(dev, TestRequest.api().cookies(cookies))).isEqualTo(api);
        assertThat(verdict(dev, TestRequest.page().cookies(cookies))).isEqualTo(page);
    }

    @Test
    void theDevelopmentBrowserInTheUrlIsToBeRemembered() {
        var url = TestRequest.PAGE + "?__clerk_db_jwt=browser";
        var cookies = "__clerk_db_jwt=browser; " + UAT + "; __session=" + devToken();
        assertThat(verdict(dev, TestRequest.page(url).cookies(cookies))).isEqualTo("handshake dev-browser-sync");
        assertThat(verdict(dev, TestRequest.of("POST", url).cookies(cookies))).isEqualTo(OUT + "dev-browser-sync");
        assertThat(verdict(live, TestRequest.page(url).cookies(UAT + "; __session=" + token())))
                .isEqualTo("signed-in");
    }

    static Stream<Arguments> bearers() {
        return Stream.of(
                row(token(), "signed-in", "signed-in"),
                signedOut("nonsense", "token-invalid"),
                signedOut(forged(), "token-invalid-signature"),
                signedOut(ofTemplate(), "token-type-mismatch"),
                signedOut(m2m(), "token-type-mismatch"),
                signedOut(oauth(), "token-type-mismatch"),
                signedOut("ak_opaque", "token-invalid"),
                row(expired(), OUT + "session-token-expired", "handshake " + EXPIRED + "no-refresh-cookie"),
                redirected(notYet(), "session-token-nbf"),
                redirected(ofTheFuture(), "session-token-iat-in-the-future"));
    }

    @ParameterizedTest
    @MethodSource("bearers")
    void theHeaderBeatsTheCookiesEvenIfItIsBad(String bearer, String api, String page) {
        var cookies = UAT + "; __session=" + token();
        assertThat(verdict(live, TestRequest.api().bearer(bearer).cookies(cookies)))
                .isEqualTo(api);
        assertThat(verdict(live, TestRequest.page().bearer(bearer).cookies(cookies)))
                .isEqualTo(page);
    }

    @Test
    void everyStateThatIsNotSignedInHasAMessage() {
        var mismatch = "The request has no token of an accepted type.";
        assertThat(message(stateOf(live, TestRequest.api().bearer(ofTemplate()))))
                .startsWith(mismatch);
        assertThat(message(stateOf(live, TestRequest.api().cookies(UAT + "; __session=" + ofTemplate()))))
                .startsWith(mismatch);
        assertThat(message(stateOf(live, TestRequest.api())))
                .isEqualTo("The request has no session token, neither in the Authorization header nor in a cookie.");
        assertThat(message(stateOf(TestInstances.dev().build(), TestRequest.api())))
                .startsWith(
                        "This development instance does not know the browser: the cookie __clerk_db_jwt is missing.");
        assertThat(message(stateOf(live, TestRequest.api().cookies("__session=" + token()))))
                .startsWith("The request has a session cookie, but not the cookie __client_uat.");
    }

    @Test
    void theMessageSaysWhereTheTokenWas() {
        assertThat(message(stateOf(live, TestRequest.api().bearer(forged()))))
                .endsWith("(reason=token-invalid-signature, token-carrier=header)");
        assertThat(message(stateOf(live, TestRequest.api().cookies(UAT + "; __session=" + forged()))))
                .endsWith("(reason=token-invalid-signature, token-carrier=cookie)");
        assertThat(message(stateOf(live, TestRequest.page().bearer(expired()))))
                .isEqualTo("The token has expired (exp). (reason=token-expired, token-carrier=header)");
        assertThat(message(stateOf(live, TestRequest.page().bearer(notYet())))).contains("(nbf)", "clock");
        assertThat(message(stateOf(live, TestRequest.page().bearer(ofTheFuture()))))
                .contains("(iat)", "clock");
    }

    @Test
    void theTokenOfTheSuffixIsTheOneThatCounts() {
        var mine = signed(header(), with(claims(), "sub", "user_mine"));
        var cookies = "__session=" + signed(header(), with(claims(), "iss", "https://clerk.example.org"))
                + "; __client_uat=0; __session_" + LIVE_SUFFIX + "=" + mine + "; __client_uat_" + LIVE_SUFFIX + "="
                + (NOW - 100);
        assertThat(session(stateOf(live, TestRequest.api().cookies(cookies))).userId())
                .isEqualTo("user_mine");
    }

    @Test
    void aForeignSuffixIsNotRead() {
        var cookies = "__session_" + DEV_SUFFIX + "=" + token() + "; __client_uat_" + DEV_SUFFIX + "=" + NOW;
        assertThat(verdict(live, TestRequest.api().cookies(cookies))).isEqualTo(OUT + "session-token-and-uat-missing");
    }

    @Test
    void withoutAPublishableKeyCookiesWithoutSuffixAreRead() {
        var bare = RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .clock(TestTokens.CLOCK)
                .build();
        assertThat(verdict(bare, TestRequest.api().cookies(UAT + "; __session=" + token())))
                .isEqualTo("signed-in");
        assertThat(verdict(bare, TestRequest.page().cookies(UAT))).isEqualTo(OUT + "client-uat-but-no-session-token");
    }

    @Test
    void withoutAPublishableKeyTheSecretKeyTellsADevelopmentInstance() {
        var builder = RequestAuthenticator.builder().jwtKey(TestTokens.pem()).clock(TestTokens.CLOCK);
        var cookies = UAT + "; __session=" + token();
        try (var test = builder.secretKey("sk_test_made_for_this_test").build();
                var live = builder.secretKey("sk_live_made_for_this_test").build()) {
            assertThat(verdict(test, TestRequest.api().cookies(cookies))).isEqualTo(OUT + "dev-browser-missing");
            assertThat(verdict(test, TestRequest.api().cookies(cookies + "; __clerk_db_jwt=b")))
                    .isEqualTo("signed-in");
            assertThat(verdict(live, TestRequest.api().cookies(cookies))).isEqualTo("signed-in");
        }
    }

    @Test
    void thePartyIsCheckedWhereverTheTokenIs() {
        var strict = live().authorizedParties("https://other.example.com").build();
        assertThat(verdict(strict, TestRequest.api().bearer(token())))
                .isEqualTo(OUT + "token-invalid-authorized-parties");
        assertThat(verdict(strict, TestRequest.api().cookies(UAT + "; __session=" + token())))
                .isEqualTo(OUT + "token-invalid-authorized-parties");
        var options = AuthenticateOptions.builder()
                .authorizedParties(TestTokens.PARTY)
                .build();
        assertThat(verdict(stateOf(strict, TestRequest.api().bearer(token()), options)))
                .isEqualTo("signed-in");
    }

    /** Returns what is logged while a task runs. */
    private static List<String> warningsOf(Runnable task) {
        var warnings = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord message) {
                warnings.add(message.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("com.clerk.sdk.auth");
        logger.addHandler(handler);
        try {
            task.run();
        } finally {
            logger.removeHandler(handler);
        }
        return warnings;
    }

    @Test
    void aSessionCookieWithoutAPartyIsAcceptedWhereNoneIsAskedAndWarnedOfOnce() {
        var usual = TestRequest.api().cookies(UAT + "; __session=" + token());
        assertThat(warningsOf(() -> assertThat(verdict(live, usual)).isEqualTo("signed-in")))
                .isEmpty();
        var token = signed(header(), without(claims(), "azp"));
        var warnings = warningsOf(() -> {
            for (int i = 0; i < 2; i++) {
                var request = TestRequest.api().cookies(UAT + "; __session=" + token);
                assertThat(verdict(live, request)).isEqualTo("signed-in");
            }
        });
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("azp").doesNotContain(TestTokens.USER);
    }

    @Test
    void aPageOfAProductionInstanceByPlainHttpIsWarnedOfOnce() {
        var page = "http://app.example.com/dashboard?secret=1";
        var warnings = warningsOf(() -> {
            for (int i = 0; i < 2; i++) {
                verdict(live, TestRequest.page(page).cookies(UAT));
            }
        });
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0)).contains("http://", "ends TLS").doesNotContain("app.example.com", "secret");
    }

    @Test
    void whatNeedsNoCookiesIsNotWarnedOf() {
        var url = "http://app.example.com/api";
        assertThat(warningsOf(() -> {
                    verdict(live, TestRequest.of("GET", url).bearer(token()));
                    verdict(live, TestRequest.of("POST", url));
                    verdict(live, TestRequest.page());
                    verdict(dev().build(), TestRequest.page(url));
                }))
                .isEmpty();
    }

    @Test
    void toStringNamesTheState() {
        assertThat(stateOf(live, TestRequest.api().bearer(token()))).hasToString("SignedIn(session_token)");
        assertThat(stateOf(live, TestRequest.api())).hasToString("SignedOut(session-token-and-uat-missing)");
    }

    @Test
    void aRequestOfHeadersOnlyHasNeitherMethodNorUrl() {
        ClerkRequest adapter = TestRequest.page().cookies(UAT)::headers;
        assertThat(adapter.method()).isNull();
        assertThat(adapter.url()).isNull();
        assertThat(verdict(live, adapter)).isEqualTo(OUT + "client-uat-but-no-session-token");
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example.com/, handshake primary-domain-cross-origin-sync",
        "https://app.example.com:8443/, handshake primary-domain-cross-origin-sync",
        "http://app.example.com/, handshake primary-domain-cross-origin-sync",
        "https://app.example.com/elsewhere, signed-in",
        "https://APP.example.com, signed-in",
        "https://clerk.example.com/v1, signed-in",
        "https://accounts.example.com/sign-in, signed-in",
        "https://accounts.example.com:8443/, handshake primary-domain-cross-origin-sync",
        "https://accounts.example.org/, handshake primary-domain-cross-origin-sync",
        "https://happy-hippo-1.accounts.dev/, handshake primary-domain-cross-origin-sync",
        "nonsense, signed-in",
        "'', signed-in"
    })
    void aPageReachedFromAnotherDomainIsSynchronized(String referrer, String page) {
        var cookies = UAT + "; __session=" + token();
        assertThat(verdict(live, TestRequest.page().cookies(cookies).header("referer", referrer)))
                .isEqualTo(page);
        assertThat(verdict(live, TestRequest.api().cookies(cookies).header("referer", referrer)))
                .isEqualTo("signed-in");
        assertThat(verdict(
                        live,
                        TestRequest.page()
                                .cookies(cookies + "; __clerk_redirect_count=1")
                                .header("referer", referrer)))
                .isEqualTo("signed-in");
        assertThat(verdict(
                        live,
                        TestRequest.of("GET", TestRequest.PAGE)
                                .cookies(cookies)
                                .header("accept", "text/html")
                                .header("referer", referrer)))
                .isEqualTo("signed-in");
    }

    @ParameterizedTest
    @CsvSource({
        "https://happy-hippo-1.accounts.dev/, signed-in",
        "https://other-hippo-2.accounts.dev/, signed-in",
        "https://x.accountsstage.dev/, signed-in",
        "https://x.accounts.lclclerk.com/, signed-in",
        "https://happy-hippo-1.clerk.accounts.dev/, signed-in",
        "https://other-hippo-2.clerk.accounts.dev/, handshake primary-domain-cross-origin-sync",
        "https://accounts.x.lcl.dev/, signed-in",
        "https://accounts.x.lclstage.dev/, signed-in",
        "https://accounts.x.lclclerk.com/, signed-in",
        "https://other.x.lcl.dev/, handshake primary-domain-cross-origin-sync",
        "https://accounts.x.example.com/, handshake primary-domain-cross-origin-sync"
    })
    void theAccountPortalOfADevelopmentInstanceIsNotAnotherDomain(String referrer, String page) {
        var cookies = "__clerk_db_jwt=browser; " + UAT + "; __session=" + devToken();
        assertThat(verdict(dev, TestRequest.page().cookies(cookies).header("referer", referrer)))
                .isEqualTo(page);
    }

    @Test
    void theHandshakeForAnotherDomainHasAMessage() {
        var request = TestRequest.page()
                .cookies(UAT + "; __session=" + token())
                .header("referer", "https://other.example.com/");
        assertThat(message(stateOf(live, request))).contains("another domain");
    }

    @Test
    void aValidSessionStaysValidIfNoRedirectIsPossible() {
        var bare = RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .clock(TestTokens.CLOCK)
                .build();
        var request = TestRequest.page()
                .cookies(UAT + "; __session=" + token())
                .header("referer", "https://other.example.com/");
        assertThat(verdict(bare, request)).isEqualTo("signed-in");
    }

    @Test
    void aMapOfHeadersIsEnough() {
        Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + token()));
        assertThat(session(live.authenticate(headers)).userId()).isEqualTo(TestTokens.USER);
        assertThat(session(live.authenticate(ClerkRequest.of(headers))).token()).isEqualTo(token());
        assertThat(session(live.authenticateAsync(ClerkRequest.of(headers)).join())
                        .sessionId())
                .isEqualTo("sess_test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "iframe", "empty", "image"})
    void noApiEverSeesAHandshake(String destination) {
        for (var authenticator : List.of(live, dev)) {
            for (var cookies : List.of("", UAT, "__session=" + token(), UAT + "; __session=" + expired())) {
                var request = TestRequest.api()
                        .cookies(cookies)
                        .header("sec-fetch-dest", destination)
                        .header("accept", "text/html")
                        .header("host", "app.example.com");
                assertThat(stateOf(authenticator, request)).isInstanceOf(SignedOut.class);
            }
        }
    }

    @Test
    void keysAreLoadedWithTheSecretKeyWhenNoneIsGiven() {
        try (var clerk = new TestClerk().givesOutKeys();
                var authenticator = RequestAuthenticator.builder()
                        .secretKey("sk_live_made_for_this_test")
                        .apiUrl(clerk.url())
                        .clock(TestTokens.CLOCK)
                        .build()) {
            assertThat(verdict(authenticator, TestRequest.api().bearer(token())))
                    .isEqualTo("signed-in");
            assertThat(verdict(authenticator, TestRequest.api().bearer(token())))
                    .isEqualTo("signed-in");
            assertThat(clerk.received()).hasSize(1);
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer sk_live_made_for_this_test");
        }
    }

    @Test
    void keysThatCannotBeLoadedAreTheReason() {
        try (var clerk = new TestClerk()
                        .answers(
                                "/v1/jwks", 401, "{\"errors\":[{\"code\":\"clerk_key_invalid\",\"message\":\"no\"}]}");
                var authenticator = RequestAuthenticator.builder()
                        .secretKey("sk_live_made_for_this_test")
                        .apiUrl(clerk.url())
                        .clock(TestTokens.CLOCK)
                        .build()) {
            assertThat(verdict(authenticator, TestRequest.api().bearer(token())))
                    .isEqualTo(OUT + "secret-key-invalid");
            assertThat(verdict(authenticator, TestRequest.api().cookies(UAT + "; __session=" + token())))
                    .isEqualTo(OUT + "secret-key-invalid");
        }
    }
}
