package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.OTHER_KEYS;
import static com.clerk.sdk.auth.TestTokens.PARTY;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.outcome;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.verifier;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.ScriptedFetch;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.Ticker;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.runtime.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Known mistakes in verifying Clerk's tokens, which this SDK does not make. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IncumbentMistakesTest {
    private final KeyServer clerk = KeyServer.of(KEYS);

    @AfterEach
    void close() {
        clerk.close();
    }

    @Test
    void aKeyThatOneInstanceHasLoadedVerifiesNothingForAnother() {
        try (var other = KeyServer.of(OTHER_KEYS);
                var ours = clerk.verifier().build();
                var theirs = other.verifier().build()) {
            assertThat(outcome(ours, TestTokens.token())).isEqualTo("ok");
            assertThat(outcome(theirs, TestTokens.token())).isEqualTo("token-invalid-signature");
            other.gives(Map.of("ins_other", OTHER_KEYS));
            try (var fresh = other.verifier().build()) {
                assertThat(outcome(fresh, TestTokens.token())).isEqualTo("jwk-kid-mismatch");
            }
        }
    }

    @Test
    void tokensOfMachinesOAuthClientsAndTemplatesAreNoSessionTokens() {
        var authenticator = RequestAuthenticator.builder()
                .jwtKey(TestTokens.pem())
                .clock(TestTokens.CLOCK)
                .acceptTokens(TokenType.SESSION_TOKEN)
                .build();
        for (var token : List.of(
                signed(with(header(), "typ", "at+jwt"), with(claims(), "client_id", "client_1")),
                signed(without(header(), "cat"), with(claims(), "sub", "mch_2vYVtest")),
                signed(with(header(), "cat", "cl_B7d4PD333AAA"), with(claims(), "sub", "mch_2vYVtest")),
                signed(with(header(), "cat", "cl_B7d4PD222AAA"), claims()))) {
            assertThat(outcome(verifier().build(), token)).isEqualTo("token-invalid");
            assertThat(authenticator.authenticate(bearer(token))).isInstanceOf(SignedOut.class);
        }
        assertThat(authenticator.authenticate(bearer(TestTokens.token()))).isInstanceOf(SignedIn.class);
    }

    private static Map<String, List<String>> bearer(String token) {
        return Map.of("Authorization", List.of("Bearer " + token));
    }

    @Test
    void aTokenWithoutPartyIsRefusedWhereOnlySomePartiesAreAuthorized() {
        var strict = verifier().authorizedParties(PARTY).build();
        assertThat(outcome(strict, TestTokens.token())).isEqualTo("ok");
        assertThat(outcome(strict, signed(header(), without(claims(), "azp"))))
                .isEqualTo("token-invalid-authorized-parties");
        assertThat(outcome(strict, signed(header(), with(claims(), "azp", ""))))
                .isEqualTo("token-invalid-authorized-parties");
    }

    @Test
    void aTokenNeedsASubjectAndAnEnd() {
        assertThat(outcome(verifier().build(), signed(header(), without(claims(), "sub"))))
                .isEqualTo("token-verification-failed");
        assertThat(outcome(verifier().build(), signed(header(), without(claims(), "exp"))))
                .isEqualTo("token-verification-failed");
    }

    @Test
    void onlyTheThreeAlgorithmsThatAreListedAreAccepted() {
        for (var name : List.of("PS256", "PS384", "PS512", "HS256", "ES256", "none")) {
            assertThat(outcome(verifier().build(), signed(with(header(), "alg", name), claims())))
                    .isEqualTo("token-invalid-algorithm");
        }
    }

    @Test
    void aKeyOfClerkThatNamesItsAlgorithmIsPinnedToIt() {
        var token = signed(
                JsonValue.of(with(header(), "alg", "RS512")).toJson(),
                JsonValue.of(claims()).toJson(),
                "SHA512withRSA",
                KEYS.getPrivate());
        try (var remote = clerk.verifier().build()) {
            assertThat(outcome(remote, token)).isEqualTo("token-verification-failed");
            assertThat(outcome(remote, TestTokens.token())).isEqualTo("ok");
        }
    }

    @Test
    void theTypeAndTheIssuerAreChecked() {
        var ours = verifier()
                .publishableKey(PublishableKey.forHost("clerk.example.com").value())
                .build();
        assertThat(outcome(ours, TestTokens.token())).isEqualTo("ok");
        assertThat(outcome(ours, signed(with(header(), "typ", "logout+jwt"), claims())))
                .isEqualTo("token-invalid");
        assertThat(outcome(ours, signed(header(), with(claims(), "iss", "https://clerk.example.org"))))
                .isEqualTo("token-invalid-issuer");
        assertThat(outcome(ours, signed(header(), without(claims(), "iss")))).isEqualTo("token-invalid-issuer");
    }

    @Test
    void aPendingSessionDoesNotCountAsSignedIn() {
        var builder = RequestAuthenticator.builder().jwtKey(TestTokens.pem()).clock(TestTokens.CLOCK);
        var pending = bearer(signed(header(), with(with(claims(), "v", 2), "sts", "pending")));
        assertThat(builder.build().authenticate(pending)).isInstanceOf(SignedOut.class);
        assertThat(builder.build()
                        .authenticate(
                                ClerkRequest.of(pending),
                                AuthenticateOptions.builder()
                                        .acceptPendingSessions(true)
                                        .build()))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void aSkewIsNotRoundedToSeconds() {
        var token = signed(header(), with(with(claims(), "nbf", NOW), "iat", NOW));
        assertThat(outcome(skewed(999, 60_998), token)).isEqualTo("ok");
        assertThat(outcome(skewed(999, 60_999), token)).isEqualTo("token-expired");
        assertThat(outcome(skewed(999, -999), token)).isEqualTo("ok");
        assertThat(outcome(skewed(999, -1000), token)).isEqualTo("token-not-active-yet");
        var issued = signed(header(), without(claims(), "nbf"));
        assertThat(outcome(skewed(999, -999), issued)).isEqualTo("ok");
        assertThat(outcome(skewed(999, -1000), issued)).isEqualTo("token-iat-in-the-future");
    }

    private static SessionTokenVerifier skewed(long skewMillis, long millisFromNow) {
        var now = Instant.ofEpochSecond(NOW).plusMillis(millisFromNow);
        return verifier()
                .clockSkew(Duration.ofMillis(skewMillis))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    @Test
    void keyIdsThatAreMadeUpDoNotFloodClerk() {
        var time = new Ticker();
        var fetches = new ScriptedFetch();
        fetches.gives(TestTokens.jwks(Map.of(KEY_ID, KEYS)));
        var verifier = SessionTokenVerifier.builder()
                .clock(TestTokens.CLOCK)
                .build(new RemoteJwks(fetches, SignatureProvider.standard(), RemoteJwks.FRESH, time));
        for (int second = 0; second < 100; second++) {
            for (int i = 0; i < 5; i++) {
                assertThat(outcome(verifier, token(OTHER_KEYS, second + "-" + i)))
                        .isEqualTo("jwk-kid-mismatch");
            }
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(fetches.count()).isEqualTo(10);
    }

    @Test
    void requestsThatMissAKeyAtTheSameTimeShareOneFetch() throws Exception {
        var held = clerk.hold();
        try (var verifier = clerk.verifier().build()) {
            var waiting = new ArrayList<CompletableFuture<SessionClaims>>();
            for (int i = 0; i < 50; i++) {
                waiting.add(verifier.verifyAsync(TestTokens.token()));
            }
            clerk.awaitRequests(1);
            held.countDown();
            for (var claims : waiting) {
                assertThat(claims.get(30, TimeUnit.SECONDS).userId()).isEqualTo(TestTokens.USER);
            }
        }
        assertThat(clerk.requests()).hasSize(1);
    }

    @Test
    void aFetchHasATimeoutUsesTheCallersClientAndNamesTheVersion() {
        var timeouts = new ArrayList<Long>();
        var http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    timeouts.add(chain.call().timeout().timeoutNanos());
                    return chain.proceed(chain.request());
                })
                .build();
        try (var verifier = clerk.verifier().httpClient(http).build()) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
        assertThat(timeouts)
                .singleElement()
                .satisfies(nanos -> assertThat(nanos).isBetween(1L, RemoteJwks.FETCH_TIMEOUT.toNanos()));
        assertThat(clerk.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getHeaders().get("Clerk-API-Version"))
                        .isEqualTo("2026-05-12"));
    }

    @Test
    void anInterruptIsKept() {
        clerk.hold();
        try (var verifier = clerk.verifier().build()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> verifier.verify(TestTokens.token()))
                    .isInstanceOf(TokenVerificationException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void inventedKeyIdsDoNotGrowTheKeySet() {
        var time = new Ticker();
        var fetches = new ScriptedFetch();
        fetches.gives(TestTokens.jwks(Map.of(KEY_ID, KEYS)));
        var keys = new RemoteJwks(fetches, SignatureProvider.standard(), RemoteJwks.FRESH, time);
        for (int i = 0; i < 100; i++) {
            time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
            var set = keys.keysFor("made-up-" + i, ClerkLookups.BLOCKING);
            assertThat(set.has("made-up-" + i)).isFalse();
            assertThat(set.has(KEY_ID)).isTrue();
        }
    }

    @Test
    void aWithdrawnKeyIsGoneWithTheNextSetButAnOutageRemovesNoKey() {
        var time = new Ticker();
        var fetches = new ScriptedFetch();
        fetches.gives(TestTokens.jwks(Map.of(KEY_ID, KEYS)));
        var verifier = SessionTokenVerifier.builder()
                .clock(TestTokens.CLOCK)
                .build(new RemoteJwks(fetches, SignatureProvider.standard(), RemoteJwks.FRESH, time));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        fetches.fails();
        time.pass(Duration.ofMinutes(30));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        fetches.gives(TestTokens.jwks(Map.of("next", OTHER_KEYS)));
        time.pass(RemoteJwks.RETRY_INTERVAL);
        assertThat(outcome(verifier, token(OTHER_KEYS, "next"))).isEqualTo("ok");
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-kid-mismatch");
    }

    @Test
    void eachMistakeHasAReasonOfItsOwn() {
        var strict = verifier().audiences("api").build();
        var reasons = new HashSet<String>();
        for (var token : List.of(
                "garbage",
                token(OTHER_KEYS, KEY_ID),
                signed(with(header(), "alg", "none"), claims()),
                signed(header(), with(claims(), "aud", "web")),
                signed(header(), with(claims(), "exp", NOW - 60)))) {
            reasons.add(outcome(strict, token));
        }
        assertThat(reasons)
                .containsExactlyInAnyOrder(
                        "token-invalid",
                        "token-invalid-signature",
                        "token-invalid-algorithm",
                        "token-verification-failed",
                        "token-expired");
    }
}
