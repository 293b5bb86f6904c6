package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardPolicyTest {
    private final CallPolicy longest = new StandardPolicy(bound -> bound - 1);
    private final CallPolicy shortest = new StandardPolicy(bound -> 0);

    private static CallAttempt attempt(String method, int number, ClerkException failure) {
        return new CallAttempt("things.get", method, number, Duration.ofSeconds(1), failure);
    }

    private static ClerkException answer(int status, String... retryAfter) {
        return ClerkApiException.of(
                "things.get", "GET", "/things", status, Map.of("retry-after", List.of(retryAfter)), "");
    }

    private static ClerkException broken(boolean requestMayHaveArrived) {
        return new ClerkConnectionException("broken", new IOException("broken"), false, requestMayHaveArrived);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void whatCanBeRepeatedIsTriedAgain(String method) {
        for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
            assertThat(longest.retryDelay(attempt(method, 1, answer(status)))).isPresent();
        }
        assertThat(longest.retryDelay(attempt(method, 1, broken(true)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void whatCouldHappenTwiceIsTriedAgainOnlyIfItCannotHaveHappened(String method) {
        for (int status : new int[] {408, 500, 502, 503, 504}) {
            assertThat(longest.retryDelay(attempt(method, 1, answer(status)))).isEmpty();
        }
        assertThat(longest.retryDelay(attempt(method, 1, broken(true)))).isEmpty();
        assertThat(longest.retryDelay(attempt(method, 1, broken(false)))).isPresent();
        assertThat(longest.retryDelay(attempt(method, 1, answer(429)))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 409, 410, 413, 422, 423})
    void whatWouldFailAgainIsNotTriedAgain(int status) {
        assertThat(longest.retryDelay(attempt("GET", 1, answer(status)))).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotAskedForAgain() {
        assertThat(longest.retryDelay(attempt("GET", 1, new ClerkDecodingException("bad", "$"))))
                .isEmpty();
    }

    @Test
    void threeTriesAreAll() {
        assertThat(longest.retryDelay(attempt("GET", 2, answer(503)))).isPresent();
        assertThat(longest.retryDelay(attempt("GET", 3, answer(503)))).isEmpty();
    }

    @Test
    void waitsGrowAndBeginAnywhereFromZero() {
        assertThat(longest.retryDelay(attempt("GET", 1, answer(503)))).contains(Duration.ofMillis(250));
        assertThat(longest.retryDelay(attempt("GET", 2, answer(503)))).contains(Duration.ofMillis(500));
        assertThat(shortest.retryDelay(attempt("GET", 2, answer(503)))).contains(Duration.ZERO);
    }

    @Test
    void retryAfterIsHonouredUpToThirtySeconds() {
        assertThat(longest.retryDelay(attempt("POST", 1, answer(429, "7")))).contains(Duration.ofSeconds(7));
        assertThat(longest.retryDelay(attempt("GET", 1, answer(503, "30")))).contains(Duration.ofSeconds(30));
        assertThat(longest.retryDelay(attempt("GET", 1, answer(429, "31")))).isEmpty();
    }

    @Test
    void theStandardIsOneInstanceAndNeverIsNever() {
        assertThat(CallPolicy.standard()).isSameAs(CallPolicy.standard());
        assertThat(CallPolicy.standard()
                        .retryDelay(attempt("GET", 1, answer(503)))
                        .orElseThrow())
                .isBetween(Duration.ZERO, Duration.ofMillis(250));
        assertThat(CallPolicy.never().retryDelay(attempt("GET", 1, answer(503))))
                .isEqualTo(Optional.empty());
    }
}
