package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.session;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.DEV_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.runtime.JsonValue;
import java.lang.reflect.Modifier;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known mistakes in authenticating requests, which this SDK must not make. */
class IncumbentRequestMistakesTest {
    private static final RequestAuthenticator LIVE = live().build();

    private static String bearer(String token) {
        return verdict(LIVE, TestRequest.api().bearer(token));
    }

    private static String cookies(String cookies) {
        return verdict(LIVE, TestRequest.api().cookies(cookies));
    }

    private static Map<String, @Nullable Object> v2(String name, @Nullable Object value) {
        return with(with(claims(), "v", 2), name, value);
    }

    static Stream<String> tokensOfOtherClasses() {
        return Stream.of(
                TestInstances.oauth(),
                signed(with(header(), "typ", "at+jwt"), claims()),
                signed(with(header(), "typ", "application/at+jwt"), claims()),
                TestInstances.m2m(),
                signed(header(), with(claims(), "sub", "mch_test")),
                signed(without(header(), "cat"), with(claims(), "sub", "mch_test")),
                TestInstances.ofTemplate(),
                signed(with(header(), "cat", "cl_B7d4PD333AAA"), claims()),
                signed(with(header(), "cat", ""), claims()),
                signed(with(header(), "cat", null), claims()),
                signed(with(header(), "cat", 1), claims()),
                signed(with(header(), "cat", List.of("cl_B7d4PD111AAA")), claims()));
    }

    @ParameterizedTest
    @MethodSource("tokensOfOtherClasses")
    void aTokenOfAnotherClassIsNoSession(String token) {
        var mismatch = "signed-out token-type-mismatch";
        assertThat(bearer(token)).isEqualTo(mismatch);
        assertThat(cookies(UAT + "; __session=" + token)).isEqualTo(mismatch);
        var list = AuthenticateOptions.acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY);
        assertThat(verdict(stateOf(LIVE, TestRequest.api().bearer(token), list)))
                .isEqualTo(mismatch);
        var any = stateOf(LIVE, TestRequest.api().bearer(token), AuthenticateOptions.acceptAnyToken());
        assertThat(any.tokenType() == TokenType.SESSION_TOKEN && any.isSignedIn())
                .isFalse();
        var handshake = signed(without(header(), "cat"), Map.of("handshake", List.of("__session=" + token)));
        assertThat(verdict(LIVE, TestRequest.page(TestRequest.PAGE + "?__clerk_handshake=" + handshake)))
                .startsWith("signed-out");
    }

    @Test
    void aTokenOfAnotherTypeIsRefused() {
        assertThat(bearer(signed(with(header(), "typ", "session"), claims()))).isEqualTo("signed-out token-invalid");
        assertThat(bearer(signed(with(header(), "typ", "jwt"), claims()))).isEqualTo("signed-out token-invalid");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        for (var issuer : Arrays.asList("https://clerk.example.org", "", null)) {
            assertThat(bearer(signed(header(), with(claims(), "iss", issuer))))
                    .isEqualTo("signed-out token-invalid-issuer");
        }
    }

    @Test
    void aPendingSessionIsNotSignedIn() {
        var token = signed(header(), with(claims(), "sts", "pending"));
        assertThat(bearer(token)).isEqualTo("signed-out session-pending");
        assertThat(cookies(UAT + "; __session=" + token)).isEqualTo("signed-out session-pending");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ak_x", "mt_x", "oat_x"})
    void anOpaqueTokenWithoutASecretKeyHasItsReason(String token) {
        var options = AuthenticateOptions.acceptAnyToken();
        var state = stateOf(LIVE, TestRequest.api().bearer(token), options);
        assertThat(verdict(state)).isEqualTo("signed-out secret-key-invalid");
        assertThat(message(state)).contains("no secret key is set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!.a.b", "a.!!.b", "a.b.!!", "..", ".", "a.b", "a.b.c.d", "=.=.=", "\u00e4.b.c"})
    void aTextThatIsNotATokenLoadsNoKeys(String token) {
        try (var clerk = new TestClerk().givesOutKeys();
                var authenticator = RequestAuthenticator.builder()
                        .secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .build()) {
            assertThat(verdict(authenticator, TestRequest.api().bearer(token))).isEqualTo("signed-out token-invalid");
            assertThat(clerk.received()).isEmpty();
        }
    }

    @Test
    void anEmptyTokenIsNoFailure() {
        for (var value : List.of("", " ", "Bearer", "Bearer ", "Bearer  ")) {
            assertThat(verdict(LIVE, ClerkRequest.of(Map.of("authorization", List.of(value)))))
                    .startsWith("signed-out");
        }
        assertThat(cookies("__session=")).isEqualTo("signed-out session-token-and-uat-missing");
        assertThat(cookies(UAT + "; __session=")).isEqualTo("signed-out client-uat-but-no-session-token");
    }

    @Test
    void aCookieWithoutAnEqualsSignIsNoFailure() {
        assertThat(cookies("__session")).isEqualTo("signed-out session-token-and-uat-missing");
        assertThat(cookies("__session; " + UAT + "; __session=" + token())).isEqualTo("signed-in");
    }

    @Test
    @SuppressWarnings("NullAway") // singletonList(request.getHeader(…)) gives such a value
    void aHeaderThatIsNullIsNoFailure() {
        var none = Collections.<String>singletonList(null);
        assertThat(verdict(LIVE, ClerkRequest.of(Map.of("authorization", none, "cookie", none))))
                .isEqualTo("signed-out session-token-and-uat-missing");
        var nameless = Collections.singletonMap((String) null, List.of("HTTP/1.1 200 OK"));
        assertThat(verdict(LIVE, ClerkRequest.of(nameless))).isEqualTo("signed-out session-token-and-uat-missing");
    }

    static Stream<Map<String, @Nullable Object>> organizations() {
        var huge = BigInteger.TWO.pow(70).add(BigInteger.ONE).toString();
        return Stream.of(
                Map.of("id", "org_1", "rol", "admin"),
                Map.of("id", "org_1", "rol", "admin", "per", "read", "fpm", "1,1,1,1,1"),
                Map.of("id", "org_1", "rol", "admin", "per", "read", "fpm", "2147483648"),
                Map.of("id", "org_1", "rol", "admin", "per", "read", "fpm", huge),
                Map.of("id", "org_1", "rol", "admin", "per", 5, "fpm", "-1"));
    }

    @ParameterizedTest
    @MethodSource("organizations")
    void everyOrganizationOfAGoodTokenIsRead(Map<String, @Nullable Object> organization) {
        var claims = with(v2("o", organization), "fea", "o:invoices");
        var auth = session(stateOf(LIVE, TestRequest.api().bearer(signed(header(), claims))));
        assertThat(auth.orgId()).isEqualTo("org_1");
        var mask = organization.get("fpm");
        boolean reads = "read".equals(organization.get("per")) && mask != null && !"2147483648".equals(mask);
        assertThat(auth.has(Has.permission("invoices:read"))).isEqualTo(reads);
    }

    @Test
    void claimsOfAnotherKindAreNoFailure() {
        var strict = live().authorizedParties(TestTokens.PARTY).build();
        for (var party : Arrays.asList(5, List.of(TestTokens.PARTY), Map.of(), true, null)) {
            assertThat(verdict(strict, TestRequest.api().bearer(signed(header(), with(claims(), "azp", party)))))
                    .isEqualTo("signed-out token-invalid-authorized-parties");
        }
        var odd = with(with(with(claims(), "role", 5), "email", List.of()), "sid", 5);
        var auth = session(stateOf(LIVE, TestRequest.api().bearer(signed(header(), odd))));
        assertThat(auth.sessionId()).isNull();
        assertThat(auth.claims().claim("role")).isEqualTo(JsonValue.of(5));
    }

    @Test
    void aSchemeIsOneWordAtTheBeginning() {
        assertThat(bearer("Bearer " + token())).isEqualTo("signed-out token-invalid");
        for (var value : List.of("Basic Bearer " + token(), "xBearer " + token())) {
            var request = ClerkRequest.of(Map.of("authorization", List.of(value)));
            assertThat(verdict(LIVE, request)).isEqualTo("signed-out session-token-and-uat-missing");
        }
    }

    @Test
    void anotherSchemeDoesNotBlockTheCookie() {
        var request =
                TestRequest.api().header("authorization", "Basic dXNlcjpwYXNz").cookies(UAT + "; __session=" + token());
        assertThat(verdict(LIVE, request)).isEqualTo("signed-in");
    }

    @Test
    void aForeignOrStaleCookieDoesNotLockAGoodOneOut() {
        var mine = "__client_uat_" + LIVE_SUFFIX + "=" + (NOW - 100) + "; __session_" + LIVE_SUFFIX + "=\"" + token()
                + "\"";
        var stale = signed(header(), with(with(claims(), "iat", NOW - 1000), "exp", NOW - 900));
        var foreign = signed(header(), with(claims(), "iss", "https://clerk.example.org"));
        for (var other : List.of(
                "__sessionfoo=x",
                "__session_" + DEV_SUFFIX + "=" + foreign,
                "__session=" + foreign,
                "__session=" + stale)) {
            assertThat(cookies(other + "; " + mine)).as(other).isEqualTo("signed-in");
        }
        assertThat(verdict(LIVE, TestRequest.api().cookies("a=1").cookies(mine)))
                .isEqualTo("signed-in");
    }

    @Test
    void theLanguageOfTheServerChangesNothing() {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            var request = ClerkRequest.of(Map.of("AUTHORIZATION", List.of("Bearer " + token())));
            assertThat(verdict(LIVE, request)).isEqualTo("signed-in");
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void noneOfSeveralAuthorizationHeadersIsPreferred() {
        var request = TestRequest.api().header("authorization", "Basic x").bearer(token());
        assertThat(verdict(LIVE, request)).isEqualTo("signed-out token-invalid");
    }

    @Test
    void machineTokensAreVerifiedWhereClerkVerifiesThem() {
        var answer = "{\"id\":\"i\",\"subject\":\"s\"}";
        try (var clerk = new TestClerk()
                        .answers("/api_keys/verify", answer)
                        .answers("/m2m_tokens/verify", answer)
                        .answers("/oauth_applications/access_tokens/verify", answer);
                var authenticator = live().secretKey(SECRET)
                        .apiUrl(clerk.url() + "/")
                        .acceptAnyToken()
                        .build()) {
            var fields = Map.of("ak_x", "secret", "mt_x", "token", "oat_x", "access_token");
            fields.forEach((token, field) -> {
                assertThat(verdict(authenticator, TestRequest.api().bearer(token)))
                        .isEqualTo("signed-in");
                assertThat(TestClerk.body(clerk.last())).isEqualTo(JsonValue.of(Map.of(field, token)));
                assertThat(clerk.last().getTarget()).doesNotContain("/v1");
            });
        }
    }

    @Test
    void anOutageIsNotReportedAsAnInvalidToken() {
        try (var clerk = new TestClerk();
                var authenticator = live().secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .acceptAnyToken()
                        .build()) {
            for (int status : new int[] {429, 500, 503}) {
                clerk.answers("/api_keys/verify", status, "{}");
                assertThat(verdict(authenticator, TestRequest.api().bearer("ak_x")))
                        .isEqualTo("signed-out unexpected-error");
            }
            clerk.answers("/api_keys/verify", 401, "{}");
            assertThat(verdict(authenticator, TestRequest.api().bearer("ak_x")))
                    .isEqualTo("signed-out secret-key-invalid");
        }
    }

    @Test
    void theRoleReadsTheSameInBothVersions() {
        var first = signed(header(), with(with(claims(), "org_id", "org_1"), "org_role", "org:admin"));
        var second = signed(header(), v2("o", Map.of("id", "org_1", "rol", "admin")));
        for (var token : List.of(first, second)) {
            var auth = session(stateOf(LIVE, TestRequest.api().bearer(token)));
            assertThat(auth.orgRole()).isEqualTo("org:admin");
            assertThat(auth.has(Has.role("org:admin"))).isTrue();
            assertThat(auth.has(Has.role("admin"))).isTrue();
        }
    }

    @Test
    void aMissingKeyIsFoundBeforeTheFirstRequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequestAuthenticator.builder().build())
                .withMessageContainingAll("CLERK_SECRET_KEY", "CLERK_JWT_KEY", "API keys page");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                RequestAuthenticator.class,
                RequestState.class,
                SignedIn.class,
                SignedOut.class,
                Handshake.class,
                Auth.class,
                SessionAuth.class,
                ApiKeyAuth.class,
                M2mAuth.class,
                OAuthAuth.class,
                SessionClaims.class,
                ClerkRequest.class,
                AuthenticateRequest.class,
                AuthenticateOptions.class
            })
    void noTypeOfALibraryIsInThePublicApi(Class<?> type) {
        for (var method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()) {
                var types = Stream.concat(Stream.of(method.getReturnType()), Stream.of(method.getParameterTypes()));
                assertThat(types)
                        .allSatisfy(used -> assertThat(used.isPrimitive()
                                        || used.isArray()
                                        || used.getName().startsWith("java.")
                                        || used.getName().startsWith("com.clerk.sdk."))
                                .as("%s of %s", used, method)
                                .isTrue());
            }
        }
    }
}
