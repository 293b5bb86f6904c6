package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.OTHER_KEYS;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.jwks;
import static com.clerk.sdk.auth.TestTokens.outcome;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.jwt.FaultyProvider;
import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.ScriptedFetch;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.SwappableKeys;
import com.clerk.sdk.auth.jwt.Ticker;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cached token saves only its signature check: no refusal ever becomes an acceptance. */
class VerifiedTokensTest {
    private final AtomicInteger signatures = new AtomicInteger();
    private final SignatureProvider counting = SignatureProvider.of(new FaultyProvider(attempt -> {
        signatures.incrementAndGet();
        return attempt.isGood();
    }));
    private final TestClock clock = new TestClock();
    private final SwappableKeys keys = new SwappableKeys(set(Map.of(KEY_ID, KEYS)));

    private VerificationKeys set(Map<String, KeyPair> pairs) {
        return VerificationKeys.ofJwks(jwks(pairs)).with(counting);
    }

    private SessionTokenVerifier.Builder builder() {
        return SessionTokenVerifier.builder().clock(clock);
    }

    private SessionTokenVerifier verifier() {
        return builder().build(keys);
    }

    @Test
    void aTokenSeenBeforeCostsNoSignature() {
        var verifier = verifier();
        var token = TestTokens.token();
        for (int i = 0; i < 5; i++) {
            assertThat(outcome(verifier, new String(token))).isEqualTo("ok");
        }
        assertThat(signatures).hasValue(1);
        assertThat(verifier.verify(token)).isSameAs(verifier.verify(token));
    }

    @Test
    void withoutCacheEveryCallCostsASignature() {
        var verifier = builder().tokenCacheSize(0).build(keys);
        for (int i = 0; i < 5; i++) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
        assertThat(signatures).hasValue(5);
    }

    @Test
    void refusedTokensAreNotCached() {
        var verifier = verifier();
        var forged = token(OTHER_KEYS, KEY_ID);
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(verifier, forged)).isEqualTo("token-invalid-signature");
        }
        assertThat(signatures).hasValue(3);
    }

    @Test
    void aTokenWithAGoodSignatureIsRefusedForItsClaimsEveryTime() {
        var verifier = builder().authorizedParties("https://other.example.com").build(keys);
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("token-invalid-authorized-parties");
        }
        assertThat(signatures).hasValue(1);
    }

    @Test
    void aTokenWithoutEndIsCheckedAndRefusedEveryTime() {
        var verifier = verifier();
        var endless = signed(header(), without(claims(), "exp"));
        for (int i = 0; i < 3; i++) {
            assertThat(outcome(verifier, endless)).isEqualTo("token-verification-failed");
        }
        assertThat(signatures).hasValue(3);
    }

    @Test
    void verifiersWithOtherSettingsDecideForThemselves() {
        var token = signed(header(), with(claims(), "aud", "web"));
        assertThat(outcome(verifier(), token)).isEqualTo("ok");
        assertThat(outcome(builder().audiences("api").build(keys), token)).isEqualTo("token-verification-failed");
        assertThat(outcome(builder().authorizedParties("https://b.example.com").build(keys), token))
                .isEqualTo("token-invalid-authorized-parties");
        assertThat(outcome(builder().issuers("https://b.example.com").build(keys), token))
                .isEqualTo("token-invalid-issuer");
        assertThat(outcome(builder().headerTypes("at+jwt").build(keys), token)).isEqualTo("token-invalid");
        assertThat(outcome(builder().build(new SwappableKeys(set(Map.of(KEY_ID, OTHER_KEYS)))), token))
                .isEqualTo("token-invalid-signature");
        assertThat(outcome(builder().build(new SwappableKeys(set(Map.of("other", KEYS)))), token))
                .isEqualTo("jwk-kid-mismatch");
        clock.at(61_000);
        assertThat(outcome(verifier(), token)).isEqualTo("ok");
        assertThat(outcome(builder().clockSkew(Duration.ZERO).build(keys), token))
                .isEqualTo("token-expired");
    }

    @Test
    void eachCallAsksItsOwnOptions() {
        var authenticator = RequestAuthenticator.builder()
                .clock(clock)
                .jwtKey(TestTokens.pem())
                .authorizedParties(TestTokens.PARTY)
                .build();
        var token = signed(header(), with(claims(), "aud", "web"));
        var request = ClerkRequest.of(Map.of("Authorization", List.of("Bearer " + token)));
        for (int i = 0; i < 3; i++) {
            assertThat(authenticator.authenticate(request)).isInstanceOf(SignedIn.class);
            assertThat(reason(authenticator.authenticate(
                            request,
                            AuthenticateOptions.builder().audiences("api").build())))
                    .isEqualTo("token-verification-failed");
            assertThat(reason(authenticator.authenticate(
                            request,
                            AuthenticateOptions.builder()
                                    .authorizedParties("https://b.example.com")
                                    .build())))
                    .isEqualTo("token-invalid-authorized-parties");
            assertThat(reason(
                            authenticator.authenticate(request, AuthenticateOptions.acceptTokens(TokenType.M2M_TOKEN))))
                    .isNotEqualTo("ok");
        }
    }

    private static String reason(RequestState state) {
        return state instanceof SignedOut out ? out.reason().value() : "ok";
    }

    @Test
    void aKeyThatWasReplacedVerifiesNothingMore() {
        var verifier = verifier();
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        keys.become(set(Map.of(KEY_ID, OTHER_KEYS)));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("token-invalid-signature");
        keys.become(set(Map.of("other", KEYS)));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-kid-mismatch");
        keys.become(null);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-remote-failed-to-load");
    }

    @Test
    void aKeyThatClerkHasWithdrawnVerifiesNothingMoreAfterTheFetch() {
        var time = new Ticker();
        var clerk = new ScriptedFetch();
        var verifier = builder().build(new RemoteJwks(clerk, counting, RemoteJwks.FRESH, time));
        clerk.gives(jwks(Map.of(KEY_ID, KEYS)));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        clerk.holds();
        time.pass(RemoteJwks.FRESH.multipliedBy(4).dividedBy(5));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        assertThat(clerk.count()).as("a cached token too asks for fresh keys").isEqualTo(2);
        assertThat(signatures).hasValue(1);
        clerk.next().complete(jwks(Map.of("next", OTHER_KEYS)));
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-kid-mismatch");
        assertThat(outcome(verifier, token(OTHER_KEYS, "next"))).isEqualTo("ok");
    }

    @Test
    void timeIsCheckedOnEveryCall() {
        var verifier = verifier();
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        clock.at(64_999);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        clock.at(65_000);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("token-expired");
        clock.at(0);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        clock.at(-5001);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("token-iat-in-the-future");
        clock.at(-15_001);
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("token-not-active-yet");
    }

    @Test
    void aTokenThatDiffersInOneCharacterIsAnotherToken() {
        var verifier = verifier();
        var good = TestTokens.token();
        var random = new Random(3);
        var digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        assertThat(outcome(verifier, good)).isEqualTo("ok");
        for (int i = 0; i < good.length(); i++) {
            var changed = new StringBuilder(good);
            char other = digits.charAt(random.nextInt(digits.length()));
            changed.setCharAt(i, other == good.charAt(i) ? '~' : other);
            assertThat(outcome(verifier, changed.toString()))
                    .as("character %d", i)
                    .isNotEqualTo("ok");
            assertThat(outcome(verifier, changed.deleteCharAt(i).toString())).isNotEqualTo("ok");
        }
        assertThat(outcome(verifier, good)).isEqualTo("ok");
        assertThat(outcome(verifier, good + "A")).isNotEqualTo("ok");
        assertThat(outcome(verifier, "A" + good)).isNotEqualTo("ok");
    }

    @Test
    void theSignatureOfOneTokenDoesNotCoverAnother() {
        var verifier = verifier();
        var one = TestTokens.token().split("\\.");
        var two = token(KEYS, KEY_ID, with(claims(), "sub", "user_admin")).split("\\.");
        var three = signed(with(header(), "kid", "x"), claims()).split("\\.");
        assertThat(outcome(verifier, String.join(".", one))).isEqualTo("ok");
        assertThat(outcome(verifier, String.join(".", two))).isEqualTo("ok");
        assertThat(outcome(verifier, one[0] + "." + two[1] + "." + one[2])).isEqualTo("token-invalid-signature");
        assertThat(outcome(verifier, one[0] + "." + one[1] + "." + two[2])).isEqualTo("token-invalid-signature");
        assertThat(outcome(verifier, three[0] + "." + one[1] + "." + one[2])).isEqualTo("jwk-kid-mismatch");
    }

    /** Compares a verifier with a cache and one without in random sequences: they must never disagree. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16, 4096})
    void aVerifierThatRemembersDecidesLikeOneThatDoesNot(int size) {
        long seed = System.nanoTime();
        System.out.println("aVerifierThatRemembersDecidesLikeOneThatDoesNot: seed " + seed + ", size " + size);
        var random = new Random(seed);
        var remembering = builder()
                .authorizedParties(TestTokens.PARTY)
                .tokenCacheSize(size)
                .build(keys);
        var forgetful =
                builder().authorizedParties(TestTokens.PARTY).tokenCacheSize(0).build(keys);
        var tokens = tokens();
        int accepted = 0;
        int remembered = 0;
        for (int round = 0; round < 10_000; round++) {
            live(random);
            var token = tokens.get(random.nextInt(tokens.size()));
            var sent = random.nextInt(4) == 0 ? tampered(token, tokens, random) : new String(token);
            int before = signatures.get();
            var outcome = outcome(remembering, sent);
            if (outcome.equals("ok")) {
                accepted++;
                remembered += signatures.get() == before ? 1 : 0;
            }
            assertThat(outcome).as("seed %d, round %d", seed, round).isEqualTo(outcome(forgetful, sent));
        }
        assertThat(accepted).as("seed %d: both happen", seed).isBetween(500, 9500);
        assertThat(remembered).as("seed %d: some are remembered", seed).isBetween(1, accepted - 1);
    }

    /** Now and then keys are replaced, or the clock moves. */
    private void live(Random random) {
        switch (random.nextInt(100)) {
            case 0 -> keys.become(set(Map.of(KEY_ID, KEYS)));
            case 1 -> keys.become(set(Map.of(KEY_ID, KEYS, "b", OTHER_KEYS)));
            case 2 -> keys.become(set(Map.of(KEY_ID, OTHER_KEYS, "b", KEYS)));
            case 3 -> keys.become(set(Map.of("b", KEYS)));
            case 4 -> keys.become(null);
            case 5 -> clock.at(random.nextInt(160_000) - 40_000);
            case 6, 7, 8, 9 -> clock.at(random.nextInt(60_000));
            default -> {}
        }
    }

    private static List<String> tokens() {
        var tokens = new ArrayList<String>();
        for (var pair : List.of(KEYS, OTHER_KEYS)) {
            for (var id : List.of(KEY_ID, "b", "c")) {
                tokens.add(token(pair, id));
                tokens.add(token(pair, id, with(claims(), "sub", "user_2")));
                tokens.add(token(pair, id, with(claims(), "exp", NOW + 20)));
                tokens.add(token(pair, id, with(claims(), "nbf", NOW + 20)));
                tokens.add(token(pair, id, with(claims(), "azp", "https://b.example.com")));
                tokens.add(token(pair, id, without(claims(), "exp")));
                tokens.add(token(pair, id, without(claims(), "sub")));
            }
        }
        return tokens;
    }

    private static String tampered(String token, List<String> tokens, Random random) {
        var other = tokens.get(random.nextInt(tokens.size()));
        return switch (random.nextInt(4)) {
            case 0 -> token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
            case 1 -> token.substring(0, token.indexOf('.')) + other.substring(other.indexOf('.'));
            case 2 -> token.substring(0, token.length() - 1 - random.nextInt(3));
            default -> {
                var changed = new StringBuilder(token);
                changed.setCharAt(random.nextInt(token.length()), (char) (33 + random.nextInt(94)));
                yield changed.toString();
            }
        };
    }
}
