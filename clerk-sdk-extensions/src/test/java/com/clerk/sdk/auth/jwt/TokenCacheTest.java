package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.jwks;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The cache of verified tokens: its content, its size, and when tokens leave it. The texts of tokens are invented. */
class TokenCacheTest {
    private static final VerificationKeys KEY_SET = keySet();
    private static final Jwt JWT = jwt(claims());
    private static final long NOW_MILLIS = NOW * 1000;
    private static final long END = NOW_MILLIS + 60_000;

    private static VerificationKeys keySet() {
        return VerificationKeys.ofJwks(jwks(Map.of(KEY_ID, KEYS)));
    }

    private static Jwt jwt(Map<String, @Nullable Object> claims) {
        return Jwt.decode(signed(TestTokens.header(), claims));
    }

    private static List<String> texts(int count) {
        var random = new Random(11);
        return IntStream.range(0, count)
                .mapToObj(i -> i + "." + Long.toString(random.nextLong(), 36) + Long.toString(random.nextLong(), 36))
                .toList();
    }

    private static boolean has(TokenCache cache, String token) {
        return cache.find(token, KEY_SET, NOW_MILLIS) != null;
    }

    private static long found(TokenCache cache, List<String> texts) {
        return texts.stream().filter(text -> has(cache, text)).count();
    }

    @Test
    void aTokenIsFoundByItsExactText() {
        var cache = new TokenCache(8);
        assertThat(has(cache, "token")).isFalse();
        cache.put("token", JWT, KEY_SET);
        assertThat(cache.find(new String("token"), KEY_SET, NOW_MILLIS)).isSameAs(JWT);
        for (var other : List.of("Token", "token ", " token", "oken", "toke", "tokem", "", "token\0")) {
            assertThat(has(cache, other)).as(other).isFalse();
        }
        assertThat(cache.find(null, KEY_SET, NOW_MILLIS)).isNull();
        assertThat(has(cache, "token")).isTrue();
    }

    @Test
    void textsThatDifferOnlyBeforeTheirEndAreDistinguished() {
        var cache = new TokenCache(8);
        var ending = "the same long ending";
        cache.put("1" + ending, JWT, KEY_SET);
        assertThat(has(cache, "2" + ending)).isFalse();
        assertThat(has(cache, ending)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 4", "4, 4", "5, 8", "1000, 1024", "4096, 4096", "65536, 65536"})
    void aMillionTokensLeaveNoMoreThanTheTableHolds(int size, int places) {
        var cache = new TokenCache(size);
        var texts = texts(size > 4096 ? 1_000_000 : 20 * places);
        texts.forEach(text -> cache.put(text, JWT, KEY_SET));
        assertThat(found(cache, texts)).isGreaterThan(places * 9L / 10).isLessThanOrEqualTo(places);
    }

    /** With two slots for each token, a full table keeps most of its tokens. */
    @Test
    void mostTokensFindAPlace() {
        var cache = new TokenCache(4096);
        var texts = texts(4096);
        texts.forEach(text -> cache.put(text, JWT, KEY_SET));
        assertThat(found(cache, texts)).isBetween(2800L, 3500L);
    }

    @Test
    void aCacheOfSizeZeroHoldsNothing() {
        var cache = new TokenCache(0);
        cache.put("token", JWT, KEY_SET);
        assertThat(has(cache, "token")).isFalse();
    }

    @Test
    void aCacheForOneHoldsIt() {
        var cache = new TokenCache(1);
        cache.put("token", JWT, KEY_SET);
        assertThat(has(cache, "token")).isTrue();
    }

    @Test
    void twoTokensWithOnePlaceBothStayAndAThirdTakesTheSecondsOnly() {
        for (int size : new int[] {2, 8, 1024}) {
            var cache = new TokenCache(size);
            var ending = ".abcdefghijklmnop";
            cache.put("1" + ending, JWT, KEY_SET);
            cache.put("2" + ending, JWT, KEY_SET);
            assertThat(has(cache, "1" + ending)).isTrue();
            assertThat(has(cache, "2" + ending)).isTrue();
            cache.put("3" + ending, JWT, KEY_SET);
            assertThat(has(cache, "1" + ending)).isTrue();
            assertThat(has(cache, "2" + ending)).isFalse();
            assertThat(has(cache, "3" + ending)).isTrue();
        }
    }

    @Test
    void aTokenIsForgottenAtItsEnd() {
        var cache = new TokenCache(8);
        cache.put("token", JWT, KEY_SET);
        assertThat(cache.find("token", KEY_SET, END - 1)).isSameAs(JWT);
        assertThat(cache.find("token", KEY_SET, END)).isNull();
        assertThat(has(cache, "token")).as("for good").isFalse();
    }

    @Test
    void anEndBetweenTwoSecondsCounts() {
        var cache = new TokenCache(8);
        var jwt = jwt(with(claims(), "exp", NOW + 0.25));
        cache.put("token", jwt, KEY_SET);
        assertThat(cache.find("token", KEY_SET, NOW_MILLIS + 249)).isSameAs(jwt);
        assertThat(cache.find("token", KEY_SET, NOW_MILLIS + 250)).isNull();
    }

    @Test
    void aTokenIsForgottenWithItsKeySetEvenIfTheNextOneIsAlike() {
        var cache = new TokenCache(8);
        cache.put("token", JWT, KEY_SET);
        assertThat(cache.find("token", keySet(), NOW_MILLIS)).isNull();
        assertThat(has(cache, "token")).as("for good").isFalse();
        cache.put("token", JWT, KEY_SET);
        assertThat(cache.find("token", null, NOW_MILLIS)).isNull();
        assertThat(has(cache, "token")).isFalse();
    }

    @Test
    void outdatedTokensMakeRoom() {
        var cache = new TokenCache(2);
        cache.put("1", JWT, KEY_SET);
        cache.put("2", JWT, KEY_SET);
        var next = keySet();
        for (var token : List.of("3", "4")) {
            assertThat(cache.find(token, next, NOW_MILLIS)).isNull();
            cache.put(token, JWT, next);
        }
        assertThat(cache.find("3", next, NOW_MILLIS)).isNotNull();
        assertThat(cache.find("4", next, NOW_MILLIS)).isNotNull();
    }

    @Test
    void aTokenLongerThanAnyCookieIsNotKept() {
        var cache = new TokenCache(8);
        cache.put("x".repeat(8192), JWT, KEY_SET);
        cache.put("y".repeat(8193), JWT, KEY_SET);
        assertThat(has(cache, "x".repeat(8192))).isTrue();
        assertThat(has(cache, "y".repeat(8193))).isFalse();
    }

    static Stream<Map<String, @Nullable Object>> endless() {
        return Stream.of(
                without(claims(), "exp"),
                with(claims(), "exp", null),
                with(claims(), "exp", "" + (NOW + 60)),
                with(claims(), "exp", 1e300),
                with(claims(), "exp", List.of(NOW + 60)));
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aTokenWithoutEndIsNotKept(Map<String, @Nullable Object> claims) {
        var cache = new TokenCache(8);
        cache.put("token", jwt(claims), KEY_SET);
        assertThat(has(cache, "token")).isFalse();
    }

    @Test
    void theSizeHasLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().tokenCacheSize(-1))
                .withMessageContaining("not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestTokens.verifier().tokenCacheSize((1 << 20) + 1))
                .withMessageContaining("0 to 1048576 tokens");
        for (int size : new int[] {0, 1, 1 << 20}) {
            var verifier = TestTokens.verifier().tokenCacheSize(size).build();
            assertThat(TestTokens.outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
    }
}
