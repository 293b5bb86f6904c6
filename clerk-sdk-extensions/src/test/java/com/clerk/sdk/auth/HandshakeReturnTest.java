package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.first;
import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.session;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.devClaims;
import static com.clerk.sdk.auth.TestInstances.devToken;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The return of a browser from Clerk, with a handshake token or a nonce. */
class HandshakeReturnTest {
    /** A key of no kind of instance, for both instances of the tests. */
    private static final String SECRET = "key_made_for_this_test";

    private static final String PAYLOAD = "/v1/clients/handshake_payload";
    private static final String NOTHING = "signed-out session-token-and-uat-missing";
    private static final int DAY = 86_400;

    private final RequestAuthenticator live = live().build();
    private final RequestAuthenticator dev = dev().build();

    private static String handshake(Object... directives) {
        return signed(without(header(), "cat"), Map.of("handshake", List.of(directives)));
    }

    private static TestRequest with(String parameter, String value) {
        return TestRequest.page(TestRequest.PAGE + "?a=1&" + parameter + "=" + value);
    }

    private static TestRequest returning(String token) {
        return with("__clerk_handshake", token);
    }

    private static String sessionUntil(Map<String, @Nullable Object> claims, long exp) {
        return signed(header(), TestTokens.with(without(without(claims, "nbf"), "iat"), "exp", exp));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTokenInTheUrlOrInACookieSignsIn(boolean inUrl) {
        var token = handshake("__session=" + token() + "; Path=/; Secure", "__client_uat=" + NOW + "; Path=/");
        var request = inUrl
                ? returning(token)
                : TestRequest.page(TestRequest.PAGE + "?__clerk_handshake=").cookies("__clerk_handshake=" + token);
        var state = stateOf(live, request);
        assertThat(session(state).token()).isEqualTo(token());
        assertThat(state.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "access-control-allow-origin", List.of("null"),
                        "access-control-allow-credentials", List.of("true"),
                        "cache-control", List.of("private, no-store"),
                        "set-cookie",
                                List.of(
                                        "__session=" + token() + "; Path=/; Secure",
                                        "__client_uat=" + NOW + "; Path=/")));
    }

    @Test
    void aDevelopmentInstanceCleansTheUrlByARedirect() {
        var page = TestRequest.PAGE + "?a=1&__clerk_help=x&__clerk_db_jwt=b&__clerk_handshake_nonce=&__clerk_handshake="
                + handshake("__session=" + devToken());
        var state = stateOf(dev, TestRequest.page(page));
        assertThat(session(state).userId()).isEqualTo(TestTokens.USER);
        assertThat(state.location()).isEqualTo(TestRequest.PAGE + "?a=1");
        assertThat(first(state, "cache-control")).isEqualTo("private, no-store");
        assertThat(stateOf(live, returning(handshake("__session=" + token()))).location())
                .isNull();
    }

    @Test
    void anApiIgnoresHandshakeTokens() {
        var token = handshake("__session=" + token());
        assertThat(verdict(live, TestRequest.api().cookies("__clerk_handshake=" + token)))
                .isEqualTo(NOTHING);
        assertThat(verdict(live, TestRequest.api().cookies("__clerk_handshake_nonce=n")))
                .isEqualTo(NOTHING);
    }

    @Test
    void aTokenInTheHeaderComesBeforeTheHandshake() {
        var request = returning(handshake("__session=nonsense")).bearer(token());
        assertThat(verdict(live, request)).isEqualTo("signed-in");
    }

    @Test
    void theLastSessionCookieCounts() {
        var mine = signed(header(), TestTokens.with(claims(), "sub", "user_mine"));
        var state = stateOf(
                live,
                returning(handshake(
                        "__session=" + token(), "__session_suffix= " + mine + " ; Path=/", "__client_uat=1", "x=y")));
        assertThat(session(state).userId()).isEqualTo("user_mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__session=; Path=/; Max-Age=0",
                "__session=",
                "__session",
                "__session; Path=/x",
                "=__session=x",
                "x__session=x",
                "__client_uat=0"
            })
    void withoutASessionNobodyIsSignedInAndTheCookiesAreSetAllTheSame(String directive) {
        var state = stateOf(live, returning(handshake(directive)).cookies(UAT + "; __session=" + token()));
        assertThat(verdict(state)).isEqualTo("signed-out session-token-missing");
        assertThat(message(state)).isEqualTo("Clerk sent the browser back without a session.");
        assertThat(state.headers().get("set-cookie")).containsExactly(directive);
        assertThat(first(state, "x-clerk-auth-reason")).isEqualTo("session-token-missing");
        assertThat(first(state, "access-control-allow-origin")).isEqualTo("null");
    }

    @Test
    void aCookieThatNoHeaderCanHoldIsLeftOut() {
        var state = stateOf(
                live,
                returning(handshake(
                        "a=1\r\nx-evil: 1", "b=\u0000", "c=\u4e2d", "", 5, Map.of("d", 1), List.of("e=1"), "f=1")));
        assertThat(state.headers().get("set-cookie")).containsExactly("f=1");
        assertThat(state.headers().toString()).doesNotContain("evil");
    }

    @Test
    void aPayloadWithoutAListIsEmpty() {
        for (var payload : List.of("{}", "{\"handshake\":\"x\"}", "{\"handshake\":{\"a\":1}}")) {
            var token = signed(JsonValue.of(without(header(), "cat")).toJson(), payload);
            assertThat(verdict(live, returning(token))).isEqualTo("signed-out session-token-missing");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cl_B7d4PD111AAA, signed-in",
        "cl_I7d4PD111III, signed-in",
        "cl_B7d4PD222AAA, refused",
        "cl_B7d4PD333AAA, refused"
    })
    void theCategoryMayBeThatOfASession(String category, String outcome) {
        var token = signed(
                TestTokens.with(header(), "cat", category), Map.of("handshake", List.of("__session=" + token())));
        assertThat(verdict(live, returning(token))).isEqualTo(outcome.equals("refused") ? NOTHING : outcome);
    }

    @Test
    void aForgedTokenIsPassedOverInProductionAndExplainedInDevelopment() {
        var forged = signed(
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"handshake\":[\"__session=x\"]}",
                "SHA256withRSA",
                TestTokens.OTHER_KEYS.getPrivate());
        assertThat(verdict(live, returning(forged))).isEqualTo(NOTHING);
        assertThat(verdict(live, returning(forged).cookies(UAT + "; __session=" + token())))
                .isEqualTo("signed-in");
        var state = stateOf(dev, returning(forged));
        assertThat(verdict(state)).isEqualTo("signed-out token-invalid-signature");
        assertThat(message(state)).contains("localhost", "cookies").doesNotContain("token-carrier");
        assertThat(verdict(dev, returning("nonsense"))).isEqualTo("signed-out token-invalid");
        assertThat(verdict(live, returning("nonsense"))).isEqualTo(NOTHING);
    }

    @Test
    void anInvalidSessionInAValidHandshakeLeavesTheDecisionToTheCookies() {
        var token = handshake("__session=" + TestInstances.forged());
        assertThat(verdict(live, returning(token))).isEqualTo(NOTHING);
        assertThat(verdict(live, returning(token).cookies(UAT + "; __session=" + token())))
                .isEqualTo("signed-in");
        assertThat(verdict(dev, returning(token))).isEqualTo("handshake dev-browser-missing");
        var cookies = UAT + "; __clerk_db_jwt=browser; __session=" + devToken();
        assertThat(verdict(dev, returning(token).cookies(cookies))).isEqualTo("signed-in");
    }

    @Test
    void anExpiredSessionOfProductionIsPassedOver() {
        assertThat(verdict(live, returning(handshake("__session=" + expired()))))
                .isEqualTo(NOTHING);
        assertThat(verdict(live, returning(handshake("__session=" + TestInstances.notYet()))))
                .isEqualTo(NOTHING);
    }

    @Test
    void theClockOfADevelopersMachineMayBeOffByADay() {
        var almost = handshake("__session=" + sessionUntil(devClaims(), NOW - DAY + 1));
        assertThat(verdict(dev, returning(almost))).isEqualTo("signed-in");
        var over = handshake("__session=" + sessionUntil(devClaims(), NOW - DAY));
        assertThat(verdict(dev, returning(over))).isEqualTo("handshake dev-browser-missing");

        for (var claim : List.of("nbf", "iat")) {
            var early = handshake("__session=" + signed(header(), TestTokens.with(devClaims(), claim, NOW + DAY)));
            assertThat(verdict(dev, returning(early))).isEqualTo("signed-in");
            var tooEarly =
                    handshake("__session=" + signed(header(), TestTokens.with(devClaims(), claim, NOW + DAY + 1)));
            assertThat(verdict(dev, returning(tooEarly))).isEqualTo("handshake dev-browser-missing");
        }
    }

    @Test
    void theTimesOfAHandshakeTokenAreNotChecked() {
        var token = signed(
                without(header(), "cat"),
                Map.of("handshake", List.of("__session=" + token()), "exp", NOW - DAY, "nbf", NOW + DAY, "iat", "x"));
        assertThat(verdict(live, returning(token))).isEqualTo("signed-in");
    }

    @Test
    void aPendingSessionKeepsItsCookies() {
        var session = signed(header(), TestTokens.with(claims(), "sts", "pending"));
        var state = stateOf(live, returning(handshake("__session=" + session)));
        assertThat(verdict(state)).isEqualTo("signed-out session-pending");
        assertThat(state.headers().get("set-cookie")).containsExactly("__session=" + session);
        assertThat(first(state, "x-clerk-auth-status")).isEqualTo("signed-out");
    }

    private static RequestAuthenticator asking(RequestAuthenticator.Builder builder, TestClerk clerk) {
        return builder.secretKey(SECRET).apiUrl(clerk.url()).build();
    }

    private static String directives(Object... directives) {
        return JsonValue.of(Map.of("directives", List.of(directives))).toJson();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNonceInTheUrlOrACookieIsResolvedByClerk(boolean inUrl) {
        try (var clerk = new TestClerk().answers(PAYLOAD, directives("__session=" + token() + "; Path=/"));
                var authenticator = asking(live(), clerk)) {
            var request = inUrl
                    ? with("__clerk_handshake_nonce", "n.-_~1")
                    : TestRequest.page().cookies("__clerk_handshake_nonce=n.-_~1");
            var state = stateOf(authenticator, request);
            assertThat(session(state).token()).isEqualTo(token());
            assertThat(state.headers().get("set-cookie")).containsExactly("__session=" + token() + "; Path=/");
            assertThat(clerk.last().getMethod()).isEqualTo("GET");
            assertThat(clerk.last().getUrl().queryParameter("nonce")).isEqualTo("n.-_~1");
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
        }
    }

    @Test
    void aNonceComesBeforeAToken() {
        var mine = signed(header(), TestTokens.with(claims(), "sub", "user_mine"));
        try (var clerk = new TestClerk().answers(PAYLOAD, directives("__session=" + mine));
                var authenticator = asking(live(), clerk)) {
            var request = returning(handshake("__session=" + token())).cookies("__clerk_handshake_nonce=n");
            assertThat(session(stateOf(authenticator, request)).userId()).isEqualTo("user_mine");
        }
    }

    @Test
    void aNonceOfADevelopmentInstanceCleansTheUrlToo() {
        try (var clerk = new TestClerk().answers(PAYLOAD, directives("__session=" + devToken()));
                var authenticator = asking(dev(), clerk)) {
            var state = stateOf(authenticator, with("__clerk_handshake_nonce", "n"));
            assertThat(verdict(state)).isEqualTo("signed-in");
            assertThat(state.location()).isEqualTo(TestRequest.PAGE + "?a=1");
        }
    }

    @Test
    void anAnswerWithoutASessionSignsNobodyIn() {
        var bodies = new ArrayList<>(List.of("{}", "[]", "null", "nonsense", "", "{\"directives\":{}}"));
        bodies.add("{\"directives\":[1,null,{}]}");
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            for (var body : bodies) {
                clerk.answers(PAYLOAD, body);
                assertThat(verdict(authenticator, with("__clerk_handshake_nonce", "n")))
                        .as(body)
                        .isEqualTo("signed-out session-token-missing");
            }
        }
    }

    @Test
    void aSessionThatCannotBeFetchedIsReportedWithItsCause() {
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            for (int status : new int[] {400, 401, 404, 422, 500, 503}) {
                clerk.answers(PAYLOAD, status, "{\"errors\":[]}");
                var state = (SignedOut) stateOf(authenticator, with("__clerk_handshake_nonce", "n"));
                assertThat(verdict(state)).isEqualTo("signed-out session-token-missing");
                assertThat(state.message())
                        .isEqualTo("The session of the handshake could not be fetched: the answer has the status "
                                + status + ".");
                assertThat(state.cause()).isInstanceOf(ClerkApiException.class);
                assertThat(first(state, "x-clerk-auth-message")).isEqualTo(state.message());
            }
        }
        try (var lost = live().secretKey(SECRET).apiUrl(TestClerk.nowhere()).build()) {
            var state = (SignedOut) stateOf(lost, with("__clerk_handshake_nonce", "n"));
            assertThat(state.message())
                    .isEqualTo("The session of the handshake could not be fetched: there was no usable answer from"
                            + " Clerk.");
            assertThat(state.cause()).isInstanceOf(ClerkConnectionException.class);
        }
    }

    /** Anybody can link to a page with a made-up nonce, and a page that is opened again has a spent one. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 422, 429, 500, 503})
    void aNonceThatClerkDoesNotResolveSignsNobodyOutWhoHasASession(int status) {
        try (var clerk = new TestClerk().answers(PAYLOAD, status, "{\"errors\":[]}");
                var production = asking(live(), clerk);
                var development = asking(dev(), clerk)) {
            assertThat(verdict(production, spent(UAT + "; __session=" + token())))
                    .isEqualTo("signed-in");
            assertThat(verdict(development, spent(UAT + "; __clerk_db_jwt=browser; __session=" + devToken())))
                    .isEqualTo("signed-in");
            assertThat(clerk.received()).isNotEmpty();
        }
    }

    private static TestRequest spent(String cookies) {
        return with("__clerk_handshake_nonce", "spent").cookies(cookies);
    }

    @Test
    void aNonceWithoutAUsableAnswerSignsNobodyOutWhoHasASession() {
        var cookies = UAT + "; __session=" + token();
        try (var clerk = new TestClerk().answers(PAYLOAD, "nonsense");
                var unreadable = asking(live(), clerk);
                var lost = live().secretKey(SECRET).apiUrl(TestClerk.nowhere()).build()) {
            assertThat(verdict(unreadable, spent(cookies))).isEqualTo("signed-in");
            assertThat(verdict(lost, spent(cookies))).isEqualTo("signed-in");
            assertThat(verdict(live, spent(cookies))).as("without a secret key").isEqualTo("signed-in");
        }
    }

    @Test
    void theCookiesBesideANonceThatClerkDoesNotResolveAreVerifiedLikeAnyOther() {
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            assertThat(verdict(authenticator, spent(UAT + "; __session=" + TestInstances.forged())))
                    .isEqualTo("signed-out token-invalid-signature");
            assertThat(verdict(authenticator, spent(UAT + "; __session=nonsense")))
                    .isEqualTo("signed-out token-invalid");
            assertThat(verdict(authenticator, spent("__session=" + token())))
                    .isEqualTo("handshake session-token-but-no-client-uat");
        }
    }

    @Test
    void aBrowserWhoseNoncesAreNeverResolvedIsNotLedRoundInCircles() {
        var cookies = UAT + "; __session=" + expired() + "; __clerk_redirect_count=";
        var reason = "session-token-expired-refresh-non-eligible-no-refresh-cookie";
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            for (int redirects = 0; redirects < 3; redirects++) {
                var state = stateOf(authenticator, spent(cookies + redirects));
                assertThat(verdict(state)).isEqualTo("handshake " + reason);
                assertThat(first(state, "set-cookie")).startsWith("__clerk_redirect_count=" + (redirects + 1) + ";");
            }
            var end = stateOf(authenticator, spent(cookies + 3));
            assertThat(verdict(end)).isEqualTo("signed-out " + reason);
            assertThat(message(end)).contains("3 times in a row");
            assertThat(isOutage(end)).as("the nonce is unknown to Clerk").isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void anOutageThatLeftTheDecisionToTheCookiesIsKnownAsOne(int status) {
        var cookies = UAT + "; __session=" + expired() + "; __clerk_redirect_count=3";
        try (var clerk = new TestClerk().answers(PAYLOAD, status, "{\"errors\":[]}");
                var authenticator = asking(live(), clerk)) {
            assertThat(isOutage(stateOf(authenticator, spent(cookies)))).isTrue();
        }
    }

    /** The cookies are certain about it, so the user is sent to the task, and not told of an outage. */
    @Test
    void aPendingSessionIsNoOutageIfANonceCannotBeResolved() {
        var pending = signed(header(), TestTokens.with(claims(), "sts", "pending"));
        try (var clerk = new TestClerk().answers(PAYLOAD, 503, "{\"errors\":[]}");
                var authenticator = asking(live(), clerk)) {
            var state = stateOf(authenticator, spent(UAT + "; __session=" + pending));
            assertThat(verdict(state)).startsWith("signed-out session-pending");
            assertThat(isOutage(state)).isFalse();
        }
    }

    private static boolean isOutage(RequestState state) {
        return state instanceof SignedOut out && out.isOutage();
    }

    @Test
    void aHandshakeThatIsOverDoesNotComeBackWithThePage() {
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            var url = "nonce1&__clerk_handshake=token1&q=1";
            var request = with("__clerk_handshake_nonce", url).cookies(UAT + "; __session=" + expired());
            assertThat(stateOf(authenticator, request).location())
                    .contains("q%3D1")
                    .doesNotContain("nonce1", "token1");
        }
    }

    /** A page that is opened again with an old nonce may have to go to Clerk, which appends a new one to its URL. */
    @Test
    void ofTwoNoncesInTheUrlTheLastCounts() {
        try (var clerk = new TestClerk().answers(PAYLOAD, directives("__session=" + token()));
                var authenticator = asking(live(), clerk)) {
            var request = with("__clerk_handshake_nonce", "spent&__clerk_handshake_nonce=fresh");
            assertThat(verdict(authenticator, request)).isEqualTo("signed-in");
            assertThat(clerk.last().getUrl().queryParameterValues("nonce")).containsExactly("fresh");
        }
    }

    @Test
    void withoutASecretKeyANonceCannotBeResolved() {
        var state = stateOf(live, with("__clerk_handshake_nonce", "n"));
        assertThat(verdict(state)).isEqualTo("signed-out session-token-missing");
        assertThat(message(state)).contains("no secret key is set", "CLERK_SECRET_KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a%26b=1", "a%20b", "a/b", "a%0d%0ab", "%C3%A4", "..%2f..%2fusers", "%E4%B8%AD", "a,b", "a\"b"})
    void aNonceThatClerkCannotHaveMadeCountsAsAbsent(String nonce) {
        try (var clerk = new TestClerk();
                var authenticator = asking(live(), clerk)) {
            assertThat(verdict(authenticator, with("__clerk_handshake_nonce", nonce)))
                    .isEqualTo(NOTHING);
            assertThat(verdict(authenticator, with("__clerk_handshake_nonce", "n".repeat(257))))
                    .isEqualTo(NOTHING);
            assertThat(clerk.received()).isEmpty();
            var page = returning(handshake("__session=" + token())).cookies("__clerk_handshake_nonce=a b");
            assertThat(verdict(authenticator, page)).isEqualTo("signed-in");
            assertThat(verdict(authenticator, with("__clerk_handshake_nonce", "n".repeat(256))))
                    .isEqualTo("signed-out session-token-missing");
            assertThat(clerk.received()).isNotEmpty();
        }
    }

    @Test
    void onlyABrowserThatOpensAPageCausesACall() {
        var url = TestRequest.PAGE + "?__clerk_handshake_nonce=n";
        try (var clerk = new TestClerk().answers(PAYLOAD, directives("__session=" + token()));
                var authenticator = asking(live(), clerk)) {
            for (var method : List.of("POST", "HEAD", "PUT", "get", "OPTIONS")) {
                assertThat(verdict(authenticator, TestRequest.of(method, url).header("sec-fetch-dest", "document")))
                        .isEqualTo(NOTHING);
            }
            for (var destination : List.of("empty", "image", "script", "worker")) {
                assertThat(verdict(authenticator, TestRequest.of("GET", url).header("sec-fetch-dest", destination)))
                        .isEqualTo(NOTHING);
            }
            assertThat(verdict(authenticator, TestRequest.of("GET", url).header("accept", "application/json")))
                    .isEqualTo(NOTHING);
            assertThat(verdict(authenticator, TestRequest.page(url).header("sec-purpose", "prefetch")))
                    .isEqualTo(NOTHING);
            assertThat(clerk.received()).isEmpty();
            assertThat(verdict(authenticator, TestRequest.of("GET", url).header("accept", "text/html,*/*")))
                    .isEqualTo("signed-in");
        }
    }
}
