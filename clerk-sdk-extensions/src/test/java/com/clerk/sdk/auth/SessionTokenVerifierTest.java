package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.ISSUER;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.verifier;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.auth.jwt.SignatureAlgorithm;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenVerifierTest {
    private static String outcome(SessionTokenVerifier verifier, Map<String, @Nullable Object> claims) {
        return outcome(verifier, signed(header(), claims));
    }

    private static String outcome(SessionTokenVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return "ok";
        } catch (TokenVerificationException e) {
            return e.reason().value();
        }
    }

    private static Clock at(long millisFromNow) {
        return Clock.fixed(Instant.ofEpochSecond(NOW).plusMillis(millisFromNow), ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512"})
    void eachAcceptedAlgorithmVerifies(String name) {
        var algorithm = Objects.requireNonNull(SignatureAlgorithm.named(name));
        var token = signed(
                JsonValue.of(with(header(), "alg", name)).toJson(),
                JsonValue.of(claims()).toJson(),
                algorithm.jcaName(),
                TestTokens.KEYS.getPrivate());
        assertThat(outcome(verifier().build(), token)).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 59999, ok", "0, 60000, token-expired", "500, 60499, ok", "500, 60500, token-expired",
        "999, 60998, ok", "999, 60999, token-expired", "5000, 64999, ok", "5000, 65000, token-expired"
    })
    void theEndIsExactToTheMillisecondWithTheSkew(long skew, long now, String outcome) {
        var verifier =
                verifier().clockSkew(Duration.ofMillis(skew)).clock(at(now)).build();
        assertThat(outcome(verifier, claims())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "1500, -11500, ok",
        "1500, -11501, token-not-active-yet",
        "0, -10000, ok",
        "0, -10001, token-not-active-yet"
    })
    void theBeginningIsExactToTheMillisecondWithTheSkew(long skew, long now, String outcome) {
        var verifier =
                verifier().clockSkew(Duration.ofMillis(skew)).clock(at(now)).build();
        assertThat(outcome(verifier, TestTokens.without(claims(), "iat"))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"1500, -1500, ok", "1500, -1501, token-iat-in-the-future"})
    void theTimeOfIssueIsExactToTheMillisecondWithTheSkew(long skew, long now, String outcome) {
        var verifier =
                verifier().clockSkew(Duration.ofMillis(skew)).clock(at(now)).build();
        assertThat(outcome(verifier, claims())).isEqualTo(outcome);
    }

    @Test
    void aFractionOfASecondCounts() {
        var claims = with(claims(), "exp", NOW + 0.25);
        assertThat(outcome(verifier().clockSkew(Duration.ZERO).clock(at(249)).build(), claims))
                .isEqualTo("ok");
        assertThat(outcome(verifier().clockSkew(Duration.ZERO).clock(at(250)).build(), claims))
                .isEqualTo("token-expired");
    }

    @Test
    void theUsualSkewIsFiveSecondsAndTheLongestAnHour() {
        assertThat(outcome(verifier().clock(at(64_999)).build(), claims())).isEqualTo("ok");
        assertThat(outcome(verifier().clock(at(65_000)).build(), claims())).isEqualTo("token-expired");
        var longest = Duration.ofHours(1);
        assertThat(outcome(
                        verifier()
                                .clock(at(60_000 + 3_599_999))
                                .clockSkew(longest)
                                .build(),
                        claims()))
                .isEqualTo("ok");
        assertThat(outcome(
                        verifier()
                                .clock(at(60_000 + 3_600_000))
                                .clockSkew(longest)
                                .build(),
                        claims()))
                .isEqualTo("token-expired");
        for (var wrong : List.of(Duration.ofNanos(-1), longest.plusNanos(1), Duration.ofSeconds(Long.MAX_VALUE))) {
            assertThatIllegalArgumentException().isThrownBy(() -> verifier().clockSkew(wrong));
        }
    }

    @Test
    void checksComeInTheirOrder() {
        var other = TestTokens.OTHER_KEYS.getPrivate();
        var verifier = verifier()
                .audiences("api")
                .authorizedParties("https://other.example.com")
                .issuers("https://other.example.com")
                .clock(at(1_000_000))
                .build();
        var claims = with(with(claims(), "aud", "web"), "nbf", NOW + 9_000_000);
        claims.put("iat", NOW + 9_000_000);
        claims.remove("sub");
        var header = with(with(header(), "alg", "none"), "typ", "X");
        header.put("cat", "cl_other");

        assertThat(outcome(verifier, signed(header, claims))).isEqualTo("token-invalid");
        header.put("typ", "JWT");
        assertThat(outcome(verifier, signed(header, claims))).isEqualTo("token-invalid");
        header.remove("cat");
        assertThat(outcome(verifier, signed(header, claims))).isEqualTo("token-invalid-algorithm");
        header.put("alg", "RS256");
        var forged = signed(JsonValue.of(header).toJson(), JsonValue.of(claims).toJson(), "SHA256withRSA", other);
        assertThat(outcome(verifier, forged)).isEqualTo("token-invalid-signature");
        assertThat(message(verifier, claims)).contains("(sub)");
        claims.put("sub", TestTokens.USER);
        assertThat(message(verifier, claims)).contains("(aud)");
        claims.put("aud", "api");
        assertThat(outcome(verifier, claims)).isEqualTo("token-invalid-authorized-parties");
        claims.put("azp", "https://other.example.com");
        assertThat(outcome(verifier, claims)).isEqualTo("token-invalid-issuer");
        claims.put("iss", "https://other.example.com");
        assertThat(outcome(verifier, claims)).isEqualTo("token-expired");
        claims.put("exp", NOW + 9_000_000);
        assertThat(outcome(verifier, claims)).isEqualTo("token-not-active-yet");
        claims.remove("nbf");
        assertThat(outcome(verifier, claims)).isEqualTo("token-iat-in-the-future");
        claims.remove("iat");
        assertThat(outcome(verifier, claims)).isEqualTo("ok");
    }

    private static String message(SessionTokenVerifier verifier, Map<String, @Nullable Object> claims) {
        var failure =
                catchThrowableOfType(TokenVerificationException.class, () -> verifier.verify(signed(header(), claims)));
        assertThat(failure.reason()).isEqualTo(TokenVerificationReason.TOKEN_VERIFICATION_FAILED);
        return failure.getMessage();
    }

    @Test
    void anAudienceIsComparedWhenBothSidesNameOne() {
        var verifier = verifier().audiences("api", "").build();
        assertThat(outcome(verifier, claims())).isEqualTo("ok");
        assertThat(outcome(verifier, with(claims(), "aud", "api"))).isEqualTo("ok");
        assertThat(outcome(verifier, with(claims(), "aud", List.of("web", "api"))))
                .isEqualTo("ok");
        assertThat(outcome(verifier, with(claims(), "aud", List.of()))).isEqualTo("ok");
        assertThat(outcome(verifier, with(claims(), "aud", List.of("", 0, false))))
                .isEqualTo("ok");
        for (var wrong : List.of(
                "web",
                "API",
                "api ",
                1,
                true,
                Map.of("a", "api"),
                List.of("web"),
                List.of(1, "web"),
                List.of(List.of("api")))) {
            assertThat(outcome(verifier, with(claims(), "aud", wrong)))
                    .as("%s", wrong)
                    .isEqualTo("token-verification-failed");
        }
    }

    /**
     * Clerk's SDK for JavaScript accepts a list with an item that is not a string; here a malformed claim grants
     * nothing.
     */
    @Test
    void anAudienceWithSomethingElseThanTextInItIsRefused() {
        assertThat(outcome(verifier().audiences("api").build(), with(claims(), "aud", List.of("api", 1))))
                .isEqualTo("token-verification-failed");
    }

    @Test
    void theIssuerIsCheckedWheneverItIsKnown() {
        var key = PublishableKey.forHost("clerk.example.com").value();
        var other = PublishableKey.forHost("clerk.example.org").value();
        assertThat(outcome(verifier().build(), with(claims(), "iss", null))).isEqualTo("ok");
        assertThat(outcome(verifier().publishableKey(key).build(), claims())).isEqualTo("ok");
        assertThat(outcome(verifier().publishableKey(other).build(), claims())).isEqualTo("token-invalid-issuer");
        assertThat(outcome(verifier().publishableKey(other).issuers(ISSUER).build(), claims()))
                .isEqualTo("ok");
        assertThat(outcome(verifier().publishableKey(other).anyIssuer().build(), claims()))
                .isEqualTo("ok");
        assertThat(outcome(
                        verifier()
                                .publishableKey(key)
                                .issuers("https://x.example")
                                .build(),
                        claims()))
                .isEqualTo("token-invalid-issuer");
        var strict = verifier().publishableKey(key).build();
        for (var wrong : List.of("", ISSUER + "/", "http://clerk.example.com", 1, List.of(ISSUER))) {
            assertThat(outcome(strict, with(claims(), "iss", wrong))).isEqualTo("token-invalid-issuer");
        }
        assertThat(outcome(strict, TestTokens.without(claims(), "iss"))).isEqualTo("token-invalid-issuer");
    }

    @Test
    void theProxyAndTheSatelliteDomainAreIssuersToo() {
        var verifier = verifier()
                .publishableKey(PublishableKey.forHost("clerk.example.org").value())
                .proxyUrl("https://app.example.com/__clerk/")
                .domain("example.com")
                .build();
        for (var issuer : List.of(
                "https://clerk.example.org",
                "https://app.example.com/__clerk",
                "https://app.example.com/__clerk/",
                ISSUER)) {
            assertThat(outcome(verifier, with(claims(), "iss", issuer))).isEqualTo("ok");
        }
        assertThat(outcome(verifier, with(claims(), "iss", "https://app.example.com")))
                .isEqualTo("token-invalid-issuer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app.example.com", "ftp://a.example", "https://", "https:// x"})
    void aProxyUrlMustBeAbsolute(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier().proxyUrl(url))
                .withMessageContaining("absolute");
    }

    @Test
    void aProxyUrlWithoutHostNeedsAnIssuer() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> verifier().proxyUrl("/__clerk").build())
                .withMessageContaining("issuers(");
        assertThat(outcome(verifier().proxyUrl("/__clerk").issuers(ISSUER).build(), claims()))
                .isEqualTo("ok");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().domain("https://example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().issuers());
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().issuers(""));
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().headerTypes());
        assertThatIllegalArgumentException().isThrownBy(() -> verifier().publishableKey("pk_live_nonsense"));
    }

    @Test
    void headerTypesReplaceTheUsualOne() {
        var verifier = verifier().headerTypes("JWT", "session+jwt").build();
        assertThat(outcome(verifier, signed(with(header(), "typ", "session+jwt"), claims())))
                .isEqualTo("ok");
        assertThat(outcome(verifier, signed(TestTokens.without(header(), "typ"), claims())))
                .isEqualTo("token-invalid");
        assertThat(outcome(verifier().build(), signed(TestTokens.without(header(), "typ"), claims())))
                .isEqualTo("ok");
    }

    @Test
    void aKeySetIsSearchedByKeyIdAlone() {
        var set = JsonValue.of(Map.of(
                        "keys",
                        List.of(
                                TestTokens.jwk(TestTokens.OTHER_KEYS, "other"),
                                TestTokens.jwk(TestTokens.KEYS, TestTokens.KEY_ID))))
                .toJson();
        var verifier = verifier().jwks(set).build();
        assertThat(outcome(verifier, claims())).isEqualTo("ok");
        assertThat(outcome(verifier, signed(with(header(), "kid", "other"), claims())))
                .isEqualTo("token-invalid-signature");
        for (var id : new @Nullable Object[] {"unknown", "", null, 1, List.of("other")}) {
            assertThat(outcome(verifier, signed(with(header(), "kid", id), claims())))
                    .isEqualTo("jwk-kid-mismatch");
        }
        assertThatThrownBy(() -> verifier.verify(signed(with(header(), "kid", "unknown"), claims())))
                .hasMessageContaining("\"unknown\"")
                .hasMessageNotContaining(TestTokens.KEY_ID);
    }

    @Test
    void aKeyThatNamesItsAlgorithmVerifiesNoOther() {
        var verifier = verifier()
                .jwk(JsonValue.of(TestTokens.jwk(TestTokens.KEYS, "any")).toJson())
                .build();
        assertThat(outcome(verifier, claims())).isEqualTo("ok");
        var token = signed(
                JsonValue.of(with(header(), "alg", "RS512")).toJson(),
                JsonValue.of(claims()).toJson(),
                "SHA512withRSA",
                TestTokens.KEYS.getPrivate());
        assertThat(outcome(verifier, token)).isEqualTo("token-verification-failed");
    }

    @ParameterizedTest
    @CsvSource({"cl_B7d4PD333AAA, an M2M token", "cl_B7d4PD222AAA, a token from a JWT template"})
    void aTokenOfAnotherCategoryIsNamedWithWhatItLooksLike(String category, String looks) {
        var token = signed(with(header(), "cat", category), claims());
        assertThatThrownBy(() -> verifier().build().verify(token))
                .hasMessage("This is not a session token: its category (cat) is \"" + category + "\". It looks like "
                        + looks + ". (reason=token-invalid)");
    }

    @Test
    void theTokenOfAMachineIsNamedAsSuchWithoutItsId() {
        var token = signed(header(), with(claims(), "sub", "mch_canary"));
        assertThatThrownBy(() -> verifier().build().verify(token))
                .hasMessage("This is not a session token: its subject (sub) is a machine. It looks like an M2M token."
                        + " (reason=token-invalid)");
    }

    @Test
    void aMessageNamesAFewOfManyParties() {
        var parties = java.util.stream.IntStream.range(0, 7)
                .mapToObj(i -> "https://" + i + ".example.com")
                .toList();
        var verifier = verifier().authorizedParties(parties).build();
        assertThatThrownBy(() -> verifier.verify(TestTokens.token()))
                .hasMessage("The token's authorized party (azp) is \"https://app.example.com\". Expected"
                        + " \"https://0.example.com\", \"https://1.example.com\", \"https://2.example.com\","
                        + " \"https://3.example.com\", \"https://4.example.com\" and 2 more."
                        + " (reason=token-invalid-authorized-parties)");
    }

    @Test
    void laterChangesOfCollectionsDoNotShow() {
        var parties = new ArrayList<>(List.of(TestTokens.PARTY));
        var verifier = verifier().authorizedParties(parties).audiences(Set.of()).build();
        parties.clear();
        assertThat(outcome(verifier, with(claims(), "azp", "https://evil.example.com")))
                .isEqualTo("token-invalid-authorized-parties");
    }

    @Test
    void manyThreadsShareOneVerifier() throws Exception {
        var verifier = verifier().build();
        var good = TestTokens.token();
        var forged = good.substring(0, good.length() - 6) + "AAAAAA".substring(0, 5) + "A";
        var threads = Executors.newFixedThreadPool(8);
        try {
            var results = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 400; i++) {
                boolean honest = i % 2 == 0;
                results.add(threads.submit(
                        () -> outcome(verifier, honest ? good : forged).equals("ok") == honest));
            }
            for (var result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
