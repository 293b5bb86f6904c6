package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.first;
import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestInstances.m2m;
import static com.clerk.sdk.auth.TestInstances.oauth;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Machine tokens: opaque ones, which Clerk verifies every time, and JWTs, which are verified locally. */
class MachineTokensTest {
    private static final String MACHINE_SECRET = "ak_made_for_this_test";

    private final TestClerk clerk = new TestClerk();
    private final RequestAuthenticator authenticator =
            live().secretKey(SECRET).apiUrl(clerk.url()).acceptAnyToken().build();

    /** The opaque tokens, with the path and the parameter that verify them. */
    private enum Kind {
        API_KEY("ak_opaque", "/api_keys/verify", "secret", TokenType.API_KEY),
        M2M("mt_opaque", "/m2m_tokens/verify", "token", TokenType.M2M_TOKEN),
        OAUTH("oat_opaque", "/oauth_applications/access_tokens/verify", "access_token", TokenType.OAUTH_TOKEN);

        private final String token;
        private final String path;
        private final String field;
        private final TokenType type;

        Kind(String token, String path, String field, TokenType type) {
            this.token = token;
            this.path = path;
            this.field = field;
            this.type = type;
        }

        TestRequest request() {
            return TestRequest.api().bearer(token);
        }
    }

    @AfterEach
    void close() {
        authenticator.close();
        clerk.close();
    }

    private Auth auth(TestRequest request) {
        return ((SignedIn) stateOf(authenticator, request)).auth();
    }

    @ParameterizedTest
    @EnumSource
    void anOpaqueTokenIsVerifiedByClerk(Kind kind) {
        clerk.answers(kind.path, "{\"id\":\"id_1\",\"subject\":\"subject_1\",\"scopes\":[\"a\",\"b\"]}");
        var auth = auth(kind.request());
        assertThat(auth.tokenType()).isEqualTo(kind.type);
        assertThat(auth.subject()).isEqualTo("subject_1");
        assertThat(auth.scopes()).containsExactly("a", "b");
        assertThat(auth.token()).isEqualTo(kind.token);
        assertThat(auth.has(Has.role("admin"))).isFalse();

        var request = clerk.last();
        assertThat(request.getMethod()).isEqualTo("POST");
        assertThat(request.getTarget()).isEqualTo(kind.path);
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(request.getHeaders().get("Clerk-API-Version")).isEqualTo("2026-05-12");
        assertThat(TestClerk.body(request)).isEqualTo(JsonValue.of(Map.of(kind.field, kind.token)));
    }

    @ParameterizedTest
    @EnumSource
    void anOpaqueTokenIsVerifiedByClerkEveryTime(Kind kind) {
        clerk.answers(kind.path, "{\"id\":\"id_1\",\"subject\":\"subject_1\"}");
        assertThat(verdict(authenticator.authenticate(kind.request()))).isEqualTo("signed-in");
        clerk.answers(kind.path, 404, "{\"errors\":[]}");
        assertThat(verdict(authenticator.authenticate(kind.request()))).isEqualTo("signed-out token-invalid");
        assertThat(clerk.received()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anOverlongOpaqueTokenIsRefusedWithoutACall(Kind kind) {
        clerk.answers(kind.path, "{\"id\":\"id_1\",\"subject\":\"subject_1\"}");
        var longest = kind.token + "x".repeat(4096 - kind.token.length());
        assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(longest))))
                .isEqualTo("signed-in");
        assertThat(verdict(stateOf(authenticator, TestRequest.api().bearer(longest + "x"))))
                .isEqualTo("signed-out token-invalid");
        assertThat(clerk.received()).hasSize(1);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        401, "{\"errors\":[{\"code\":\"x\",\"message\":\"canary\"}]}", "secret-key-invalid", "401"),
                Arguments.of(401, "", "secret-key-invalid", "401"),
                Arguments.of(404, "{\"errors\":[{\"message\":\"canary\"}]}", "token-invalid", "404"),
                Arguments.of(400, "{}", "unexpected-error", "400"),
                Arguments.of(403, "{}", "unexpected-error", "403"),
                Arguments.of(429, "{}", "unexpected-error", "429"),
                Arguments.of(500, "canary", "unexpected-error", "500"),
                Arguments.of(302, "", "unexpected-error", "302"),
                Arguments.of(200, "canary", "unexpected-error", "n/a"),
                Arguments.of(200, "null", "unexpected-error", "200"),
                Arguments.of(200, "[]", "unexpected-error", "200"),
                Arguments.of(200, "{}", "unexpected-error", "200"),
                Arguments.of(200, "{\"id\":\"id_1\"}", "unexpected-error", "200"),
                Arguments.of(200, "{\"subject\":\"canary\"}", "unexpected-error", "200"),
                Arguments.of(200, "{\"id\":1,\"subject\":\"canary\"}", "unexpected-error", "200"),
                Arguments.of(200, "{\"id\":\"id_1\",\"subject\":{}}", "unexpected-error", "200"),
                Arguments.of(200, "{\"id\":\"i\",\"subject\":\"canary\",\"revoked\":true}", "token-invalid", "200"),
                Arguments.of(200, "{\"id\":\"i\",\"subject\":\"canary\",\"expired\":true}", "token-invalid", "200"),
                Arguments.of(200, "{\"id\":\"i\",\"subject\":\"canary\",\"active\":false}", "token-invalid", "200"),
                Arguments.of(200, "{\"active\":false}", "token-invalid", "200"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void eachAnswerOfClerkHasItsReason(int status, String body, String reason, String shown) {
        for (var kind : Kind.values()) {
            clerk.answers(kind.path, status, body);
            var state = stateOf(authenticator, kind.request());
            assertThat(verdict(state)).isEqualTo("signed-out " + reason);
            assertThat(state.tokenType()).isEqualTo(kind.type);
            assertThat(message(state))
                    .endsWith("(code=" + reason + ", status=" + shown + ")")
                    .doesNotContain("canary");
            assertThat(first(state, "x-clerk-auth-message")).isEqualTo(message(state));
            assertThat(first(state, "x-clerk-auth-reason")).isEqualTo(reason);
            assertThat(first(state, "x-clerk-auth-status")).isEqualTo("signed-out");
        }
    }

    @Test
    void theMessageNamesTheKindThatWasNotFound() {
        assertThat(message(stateOf(authenticator, Kind.API_KEY.request()))).startsWith("API key not found (");
        assertThat(message(stateOf(authenticator, Kind.M2M.request()))).startsWith("Machine token not found (");
        assertThat(message(stateOf(authenticator, Kind.OAUTH.request()))).startsWith("OAuth token not found (");
    }

    @ParameterizedTest
    @EnumSource
    void aTokenThatClerkVerifiesIsAccepted(Kind kind) {
        clerk.answers(
                kind.path,
                "{\"id\":\"i\",\"subject\":\"s\",\"active\":true,\"revoked\":false,\"expired\":false,\"extra\":[]}");
        assertThat(verdict(authenticator, kind.request())).isEqualTo("signed-in");
        clerk.answers(kind.path, "{\"id\":\"i\",\"subject\":\"s\",\"revoked\":null,\"expired\":\"true\",\"scopes\":5}");
        assertThat(auth(kind.request()).scopes()).isEmpty();
        clerk.answers(kind.path, "{\"id\":\"i\",\"subject\":\"s\",\"scopes\":[\"a\",1]}");
        assertThat(auth(kind.request()).scopes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anUnreachableClerkIsNotReportedAsAnInvalidToken(Kind kind) {
        try (var lost = live().secretKey(SECRET)
                .apiUrl(TestClerk.nowhere())
                .acceptAnyToken()
                .build()) {
            var state = stateOf(lost, kind.request());
            assertThat(verdict(state)).isEqualTo("signed-out unexpected-error");
            assertThat(message(state))
                    .isEqualTo("The request to Clerk to verify the token failed. (code=unexpected-error, status=n/a)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutASecretKeyAnOpaqueTokenIsRefusedWithItsReason(Kind kind) {
        var state = stateOf(live().acceptAnyToken().build(), kind.request());
        assertThat(verdict(state)).isEqualTo("signed-out secret-key-invalid");
        assertThat(message(state)).contains("no secret key is set", "status=n/a");
    }

    @Test
    void theAuthOfAnApiKeyTellsItsOwner() {
        var path = Kind.API_KEY.path;
        clerk.answers(path, "{\"id\":\"ak_1\",\"subject\":\"user_1\",\"name\":\"CI\",\"claims\":{\"tier\":\"gold\"}}");
        var user = (ApiKeyAuth) auth(Kind.API_KEY.request());
        assertThat(user.id()).isEqualTo("ak_1");
        assertThat(user.name()).isEqualTo("CI");
        assertThat(user.userId()).isEqualTo("user_1");
        assertThat(user.orgId()).isNull();
        assertThat(user.claims()).isEqualTo(JsonValue.of(Map.of("tier", "gold")));
        assertThat(user).hasToString("ApiKeyAuth(ak_1)");

        clerk.answers(path, "{\"id\":\"ak_1\",\"subject\":\"org_1\",\"name\":5}");
        var organization = (ApiKeyAuth) auth(Kind.API_KEY.request());
        assertThat(organization.userId()).isNull();
        assertThat(organization.orgId()).isEqualTo("org_1");
        assertThat(organization.name()).isNull();
        assertThat(organization.claims().isNull()).isTrue();
        assertThat(organization.scopes()).isEmpty();
    }

    @Test
    void theAuthOfAMachineTellsTheMachine() {
        clerk.answers(Kind.M2M.path, "{\"id\":\"mt_1\",\"subject\":\"mch_1\",\"claims\":{\"a\":1}}");
        var auth = (M2mAuth) auth(Kind.M2M.request());
        assertThat(auth.id()).isEqualTo("mt_1");
        assertThat(auth.machineId()).isEqualTo("mch_1");
        assertThat(auth.claims()).isEqualTo(JsonValue.of(Map.of("a", 1)));
        assertThat(auth).hasToString("M2mAuth(mch_1)");
    }

    @Test
    void theAuthOfAnApplicationTellsUserAndClient() {
        clerk.answers(Kind.OAUTH.path, "{\"id\":\"oat_1\",\"subject\":\"user_1\",\"client_id\":\"client_1\"}");
        var auth = (OAuthAuth) auth(Kind.OAUTH.request());
        assertThat(auth.id()).isEqualTo("oat_1");
        assertThat(auth.userId()).isEqualTo("user_1");
        assertThat(auth.clientId()).isEqualTo("client_1");
        assertThat(auth).hasToString("OAuthAuth(oat_1)");
    }

    private static String m2mWith(String claim, @Nullable Object value) {
        return signed(with(header(), "cat", "cl_B7d4PD333AAA"), with(with(claims(), "sub", "mch_test"), claim, value));
    }

    private static String oauthWith(String claim, @Nullable Object value) {
        return signed(with(without(header(), "cat"), "typ", "at+jwt"), with(claims(), claim, value));
    }

    @Test
    void jwtsAreVerifiedHere() {
        var machine = (M2mAuth) auth(TestRequest.api().bearer(m2mWith("jti", "mt_1")));
        assertThat(machine.id()).isEqualTo("mt_1");
        assertThat(machine.subject()).isEqualTo("mch_test");
        assertThat(machine.claims()).isEqualTo(JsonValue.of(Map.of("azp", TestTokens.PARTY, "sid", "sess_test")));
        assertThat(machine.token()).isEqualTo(m2mWith("jti", "mt_1"));

        var application = (OAuthAuth) auth(TestRequest.api().bearer(oauthWith("client_id", "client_1")));
        assertThat(application.id()).isEmpty();
        assertThat(application.userId()).isEqualTo(TestTokens.USER);
        assertThat(application.clientId()).isEqualTo("client_1");
        assertThat(application.tokenType()).isEqualTo(TokenType.OAUTH_TOKEN);
        assertThat(clerk.received()).isEmpty();
    }

    @Test
    void aMachineWithoutClaimsOfItsOwnHasNone() {
        var claims = without(without(with(claims(), "sub", "mch_test"), "azp"), "sid");
        var auth = (M2mAuth) auth(TestRequest.api().bearer(signed(without(header(), "cat"), claims)));
        assertThat(auth.claims().isNull()).isTrue();
        assertThat(auth.id()).isEmpty();
        assertThat(auth.scopes()).isEmpty();
    }

    @Test
    void scopesComeFromTheClaimsOfTheirKind() {
        assertThat(auth(TestRequest.api().bearer(m2mWith("scopes", "a  b "))).scopes())
                .containsExactly("a", "b");
        assertThat(auth(TestRequest.api().bearer(m2mWith("scopes", List.of("a"))))
                        .scopes())
                .isEmpty();
        assertThat(auth(TestRequest.api().bearer(m2mWith("aud", List.of("mch_2"))))
                        .scopes())
                .containsExactly("mch_2");
        assertThat(auth(TestRequest.api().bearer(m2mWith("aud", "mch_2"))).scopes())
                .isEmpty();
        assertThat(auth(TestRequest.api().bearer(oauthWith("scope", "a b"))).scopes())
                .containsExactly("a", "b");
        assertThat(auth(TestRequest.api().bearer(oauthWith("scp", List.of("c", "d"))))
                        .scopes())
                .containsExactly("c", "d");
        assertThat(auth(TestRequest.api().bearer(oauthWith("scp", List.of("c", 1))))
                        .scopes())
                .isEmpty();
        assertThat(auth(TestRequest.api().bearer(oauthWith("scope", 1))).scopes())
                .isEmpty();
    }

    static Stream<Arguments> badJwts() {
        return Stream.of(
                Arguments.of(m2mWith("exp", NOW - 60), "token-verification-failed", "expired"),
                Arguments.of(m2mWith("nbf", NOW + 60), "token-verification-failed", "not valid yet"),
                Arguments.of(m2mWith("exp", null), "token-verification-failed", "exp"),
                Arguments.of(oauthWith("exp", NOW - 60), "token-verification-failed", "expired"),
                Arguments.of(oauthWith("sub", 5), "token-verification-failed", "sub"),
                Arguments.of(
                        signed(with(header(), "cat", "cl_B7d4PD222AAA"), with(claims(), "sub", "mch_test")),
                        "token-invalid",
                        "category"),
                Arguments.of(
                        signed(with(without(header(), "cat"), "typ", "at+jwt"), with(claims(), "sub", "mch_test")),
                        "token-verification-failed",
                        "type"),
                Arguments.of(
                        signed(
                                "{\"alg\":\"RS256\",\"typ\":\"at+jwt\"}",
                                "{\"sub\":\"user_1\"}",
                                "SHA256withRSA",
                                TestTokens.OTHER_KEYS.getPrivate()),
                        "token-verification-failed",
                        "signature"));
    }

    @ParameterizedTest
    @MethodSource("badJwts")
    void aBadJwtIsRefusedWithItsReason(String token, String reason, String says) {
        var state = stateOf(authenticator, TestRequest.api().bearer(token));
        assertThat(verdict(state)).isEqualTo("signed-out " + reason);
        assertThat(message(state)).contains(says).endsWith("(code=" + reason + ", status=n/a)");
        assertThat(state.tokenType()).isNotNull().isNotEqualTo(TokenType.SESSION_TOKEN);
    }

    @Test
    void issuersAndPartiesAreRulesOnlyForSessions() {
        try (var strict = live().issuers("https://other.example.com")
                .authorizedParties("https://other.example.com")
                .acceptAnyToken()
                .build()) {
            assertThat(verdict(strict, TestRequest.api().bearer(m2m()))).isEqualTo("signed-in");
            assertThat(verdict(strict, TestRequest.api().bearer(oauth()))).isEqualTo("signed-in");
            assertThat(verdict(strict, TestRequest.api().bearer(token()))).startsWith("signed-out token-invalid-");
        }
    }

    static Stream<@Nullable Object> wrongAudiences() {
        var mixed = new ArrayList<@Nullable Object>(List.of("us"));
        mixed.add(null);
        return Stream.of(null, "", "them", "us ", 5, List.of(), List.of("them"), List.of("us", ""), mixed, Map.of());
    }

    private static RequestAuthenticator meantForUs(String apiUrl) {
        return live().secretKey(SECRET)
                .apiUrl(apiUrl)
                .audiences("us", "we")
                .acceptAnyToken()
                .build();
    }

    @ParameterizedTest
    @MethodSource("wrongAudiences")
    void anOAuthTokenMustHaveAnAcceptedAudience(@Nullable Object audience) {
        var json = new java.util.LinkedHashMap<String, @Nullable Object>(Map.of("id", "i", "subject", "s"));
        json.put("aud", audience);
        clerk.answers(Kind.OAUTH.path, JsonValue.of(json).toJson());
        try (var strict = meantForUs(clerk.url())) {
            var jwt = TestRequest.api().bearer(oauthWith("aud", audience));
            for (var request : List.of(jwt, Kind.OAUTH.request())) {
                var state = stateOf(strict, request);
                assertThat(verdict(state)).isEqualTo("signed-out token-verification-failed");
                assertThat(message(state)).contains("aud", "\"us\", \"we\"");
            }
        }
    }

    @Test
    void anOAuthTokenWithoutAudienceIsRefused() {
        clerk.answers(Kind.OAUTH.path, "{\"id\":\"i\",\"subject\":\"s\"}");
        try (var strict = meantForUs(clerk.url())) {
            for (var request : List.of(TestRequest.api().bearer(oauth()), Kind.OAUTH.request())) {
                assertThat(verdict(strict, request)).isEqualTo("signed-out token-verification-failed");
            }
            // Session tokens and those of machines name nobody unless they were customized.
            assertThat(verdict(strict, TestRequest.api().bearer(token()))).isEqualTo("signed-in");
            assertThat(verdict(strict, TestRequest.api().bearer(m2m()))).isEqualTo("signed-in");
            assertThat(verdict(strict, TestRequest.api().bearer(m2mWith("aud", "them"))))
                    .isEqualTo("signed-out token-verification-failed");
        }
    }

    @Test
    void anOAuthTokenWithAnAcceptedAudienceIsAccepted() {
        try (var strict = meantForUs(clerk.url())) {
            for (var audience : List.of("we", List.of("us"), List.of("them", "us"))) {
                var json = JsonValue.of(Map.of("id", "i", "subject", "s", "aud", audience));
                clerk.answers(Kind.OAUTH.path, json.toJson());
                assertThat(verdict(strict, Kind.OAUTH.request())).isEqualTo("signed-in");
                assertThat(verdict(strict, TestRequest.api().bearer(oauthWith("aud", audience))))
                        .isEqualTo("signed-in");
            }
        }
    }

    @Test
    void theAudiencesOfOneRequestCountForMachinesToo() {
        clerk.answers(Kind.OAUTH.path, "{\"id\":\"i\",\"subject\":\"s\",\"aud\":[\"them\"]}");
        var us = AuthenticateOptions.builder().audiences("us").build();
        var them = AuthenticateOptions.builder().audiences("them").build();
        for (var request : List.of(
                Kind.OAUTH.request(),
                TestRequest.api().bearer(oauthWith("aud", "them")),
                TestRequest.api().bearer(m2mWith("aud", "them")),
                TestRequest.api().bearer(signed(header(), with(claims(), "aud", "them"))))) {
            assertThat(verdict(stateOf(authenticator, request))).isEqualTo("signed-in");
            assertThat(verdict(stateOf(authenticator, request, them))).isEqualTo("signed-in");
            assertThat(verdict(stateOf(authenticator, request, us))).isEqualTo("signed-out token-verification-failed");
        }
    }

    @Test
    void aMachinesKeyIsForM2mTokensAlone() {
        for (var kind : Kind.values()) {
            clerk.answers(kind.path, "{\"id\":\"i\",\"subject\":\"s\"}");
        }
        try (var both = live().secretKey(SECRET)
                .machineSecretKey(MACHINE_SECRET)
                .apiUrl(clerk.url())
                .acceptAnyToken()
                .build()) {
            assertThat(verdict(both, Kind.M2M.request())).isEqualTo("signed-in");
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + MACHINE_SECRET);
            assertThat(verdict(both, Kind.API_KEY.request())).isEqualTo("signed-in");
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
            assertThat(verdict(both, Kind.OAUTH.request())).isEqualTo("signed-in");
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + SECRET);
        }
    }

    @Test
    void theMachineSecretKeyIsNotSentForOtherTokens() {
        clerk.answers(Kind.M2M.path, "{\"id\":\"i\",\"subject\":\"s\"}");
        try (var machine = live().machineSecretKey(MACHINE_SECRET)
                .apiUrl(clerk.url())
                .acceptAnyToken()
                .build()) {
            assertThat(verdict(machine, Kind.API_KEY.request())).isEqualTo("signed-out secret-key-invalid");
            assertThat(verdict(machine, Kind.OAUTH.request())).isEqualTo("signed-out secret-key-invalid");
            assertThat(clerk.received()).isEmpty();
            assertThat(verdict(machine, Kind.M2M.request())).isEqualTo("signed-in");
            assertThat(clerk.last().getHeaders().get("Authorization")).isEqualTo("Bearer " + MACHINE_SECRET);
        }
    }

    @Test
    void aMachinesKeyIsEnoughForAServerOfMachines() {
        clerk.answers(Kind.M2M.path, "{\"id\":\"i\",\"subject\":\"mch_1\"}");
        var machines = RequestAuthenticator.builder()
                .machineSecretKey(MACHINE_SECRET)
                .apiUrl(clerk.url())
                .acceptTokens(TokenType.M2M_TOKEN)
                .clock(TestTokens.CLOCK)
                .build();
        assertThat(verdict(machines, Kind.M2M.request())).isEqualTo("signed-in");
        assertThat(verdict(machines, TestRequest.api().bearer(m2m())))
                .isEqualTo("signed-out token-verification-failed");
        var sessions = AuthenticateOptions.acceptTokens(TokenType.SESSION_TOKEN);
        assertThat(verdict(stateOf(machines, TestRequest.api().bearer(token()), sessions)))
                .isEqualTo("signed-out jwk-failed-to-resolve");
        int asked = clerk.received().size();
        machines.close();
        assertThat(verdict(machines, Kind.M2M.request())).isEqualTo("signed-out unexpected-error");
        assertThat(clerk.received()).hasSize(asked);
    }

    @Test
    void aClosedAuthenticatorCallsNothing() {
        authenticator.close();
        authenticator.close();
        for (var kind : Kind.values()) {
            assertThat(verdict(authenticator, kind.request())).isEqualTo("signed-out unexpected-error");
        }
        assertThat(clerk.received()).isEmpty();
        assertThat(verdict(authenticator, TestRequest.api().bearer(token()))).isEqualTo("signed-in");
    }

    @Test
    void aSingleAcceptedTypeIsNamedIfItsTokenIsMissing() {
        for (var kind : Kind.values()) {
            clerk.answers(kind.path, "{\"id\":\"i\",\"subject\":\"s\"}");
            var options = AuthenticateOptions.acceptTokens(kind.type);
            assertThat(verdict(stateOf(authenticator, kind.request(), options))).isEqualTo("signed-in");
            var none = stateOf(authenticator, TestRequest.api().cookies("__session=" + kind.token), options);
            assertThat(verdict(none)).isEqualTo("signed-out No token in header");
            assertThat(none.tokenType()).isEqualTo(kind.type);
            for (var other : List.of(token(), "nonsense", "a.b.c", "AK_x", "Ak_x")) {
                var state = stateOf(authenticator, TestRequest.api().bearer(other), options);
                assertThat(verdict(state)).isEqualTo("signed-out token-type-mismatch");
                assertThat(state.tokenType()).isEqualTo(kind.type);
                assertThat(message(state)).startsWith("The request has no token of an accepted type.");
            }
        }
        int asked = clerk.received().size();
        for (var kind : Kind.values()) {
            var other = Kind.values()[(kind.ordinal() + 1) % 3];
            var options = AuthenticateOptions.acceptTokens(other.type);
            assertThat(verdict(stateOf(authenticator, kind.request(), options)))
                    .isEqualTo("signed-out token-type-mismatch");
        }
        assertThat(clerk.received()).hasSize(asked);
    }

    @Test
    void noTypeIsNamedIfATokenOfSeveralTypesIsMissing() {
        clerk.answers(Kind.API_KEY.path, "{\"id\":\"i\",\"subject\":\"s\"}");
        var machines = AuthenticateOptions.acceptTokens(TokenType.API_KEY, TokenType.M2M_TOKEN);
        assertThat(verdict(stateOf(authenticator, Kind.API_KEY.request(), machines)))
                .isEqualTo("signed-in");
        assertThat(verdict(stateOf(authenticator, TestRequest.api().bearer(m2m()), machines)))
                .isEqualTo("signed-in");
        for (var request : List.of(
                Kind.OAUTH.request(),
                TestRequest.api().bearer(token()),
                TestRequest.api().bearer("nonsense"),
                TestRequest.api().cookies(UAT + "; __session=" + token()),
                TestRequest.api())) {
            var state = stateOf(authenticator, request, machines);
            assertThat(verdict(state)).isEqualTo("signed-out token-type-mismatch");
            assertThat(state.tokenType()).isNull();
            assertThat(message(state)).startsWith("The request has no token of an accepted type.");
        }
    }

    @Test
    void sessionsAmongSeveralKindsComeFromCookiesToo() {
        for (var options : List.of(
                AuthenticateOptions.acceptTokens(TokenType.API_KEY, TokenType.SESSION_TOKEN),
                AuthenticateOptions.acceptAnyToken(),
                AuthenticateOptions.builder()
                        .acceptTokens(TokenType.M2M_TOKEN)
                        .acceptAnyToken()
                        .build())) {
            var cookies = TestRequest.api().cookies(UAT + "; __session=" + token());
            assertThat(verdict(stateOf(authenticator, cookies, options))).isEqualTo("signed-in");
            assertThat(verdict(stateOf(authenticator, TestRequest.api().bearer(token()), options)))
                    .isEqualTo("signed-in");
            var none = stateOf(authenticator, TestRequest.api(), options);
            assertThat(verdict(none)).isEqualTo("signed-out session-token-and-uat-missing");
            assertThat(none.tokenType()).isEqualTo(TokenType.SESSION_TOKEN);
            assertThat(verdict(stateOf(authenticator, TestRequest.api().bearer(TestInstances.ofTemplate()), options)))
                    .isEqualTo("signed-out token-type-mismatch");
        }
    }

    @Test
    void onlySessionTokensAreAcceptedByDefault() {
        try (var usual = live().build();
                var keys = live().secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .acceptTokens(TokenType.API_KEY)
                        .build()) {
            assertThat(verdict(usual, Kind.API_KEY.request())).isEqualTo("signed-out token-invalid");
            assertThat(verdict(usual, TestRequest.api().bearer(token()))).isEqualTo("signed-in");
            assertThat(verdict(keys, TestRequest.api().bearer(token()))).isEqualTo("signed-out token-type-mismatch");
            var sessions = AuthenticateOptions.acceptTokens(TokenType.SESSION_TOKEN, TokenType.SESSION_TOKEN);
            assertThat(verdict(stateOf(keys, TestRequest.api().bearer(token()), sessions)))
                    .isEqualTo("signed-in");
        }
    }
}
