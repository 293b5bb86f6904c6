package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardRetryPolicyTest {
    private final RetryPolicy longest = new StandardRetryPolicy(bound -> bound - 1);
    private final RetryPolicy shortest = new StandardRetryPolicy(bound -> 0);

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
            assertThat(longest.retryDelay(attempt(method, 1, answer(status)))).isNotNull();
        }
        assertThat(longest.retryDelay(attempt(method, 1, broken(true)))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void whatCouldHappenTwiceIsTriedAgainOnlyIfItCannotHaveHappened(String method) {
        for (int status : new int[] {408, 500, 502, 503, 504}) {
            assertThat(longest.retryDelay(attempt(method, 1, answer(status)))).isNull();
        }
        assertThat(longest.retryDelay(attempt(method, 1, broken(true)))).isNull();
        assertThat(longest.retryDelay(attempt(method, 1, broken(false)))).isNotNull();
        assertThat(longest.retryDelay(attempt(method, 1, answer(429)))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 402, 403, 404, 409, 410, 413, 422, 423, 501})
    void whatWouldFailAgainIsNotTriedAgain(int status) {
        assertThat(longest.retryDelay(attempt("GET", 1, answer(status)))).isNull();
    }

    @Test
    void whatCannotBeReadIsNotAskedForAgain() {
        assertThat(longest.retryDelay(attempt("GET", 1, new ClerkDecodingException("bad", "$"))))
                .isNull();
    }

    @Test
    void threeTriesAreAll() {
        assertThat(longest.retryDelay(attempt("GET", 2, answer(503)))).isNotNull();
        assertThat(longest.retryDelay(attempt("GET", 3, answer(503)))).isNull();
    }

    @Test
    void waitsGrowAndBeginAnywhereFromZero() {
        assertThat(longest.retryDelay(attempt("GET", 1, answer(503)))).isEqualTo(Duration.ofMillis(250));
        assertThat(longest.retryDelay(attempt("GET", 2, answer(503)))).isEqualTo(Duration.ofMillis(500));
        assertThat(shortest.retryDelay(attempt("GET", 2, answer(503)))).isEqualTo(Duration.ZERO);
    }

    @Test
    void retryAfterIsHonouredUpToThirtySeconds() {
        assertThat(longest.retryDelay(attempt("POST", 1, answer(429, "7")))).isEqualTo(Duration.ofSeconds(7));
        assertThat(longest.retryDelay(attempt("GET", 1, answer(503, "30")))).isEqualTo(Duration.ofSeconds(30));
        assertThat(longest.retryDelay(attempt("GET", 1, answer(429, "31")))).isNull();
        assertThat(longest.retryDelay(attempt("GET", 1, answer(429, "1000000000"))))
                .isNull();
    }

    @Test
    void whatAnotherTryCannotMendIsNotTriedAgain() {
        for (var cause : new Throwable[] {
            new SSLPeerUnverifiedException("another host"),
            new SSLHandshakeException("untrusted").initCause(new CertificateException("untrusted")),
            new IllegalStateException("an interceptor"),
            new InterruptedException()
        }) {
            var failure = new ClerkConnectionException("failed", cause, false, false);
            assertThat(longest.retryDelay(attempt("GET", 1, failure))).isNull();
        }
        var handshake = new ClerkConnectionException("failed", new SSLHandshakeException("reset"), false, false);
        assertThat(longest.retryDelay(attempt("POST", 1, handshake))).isNotNull();
    }

    @Test
    void theStandardIsOneInstanceAndNeverIsNever() {
        assertThat(RetryPolicy.standard()).isSameAs(RetryPolicy.standard());
        assertThat(RetryPolicy.standard().retryDelay(attempt("GET", 1, answer(503))))
                .isBetween(Duration.ZERO, Duration.ofMillis(250));
        assertThat(RetryPolicy.never().retryDelay(attempt("GET", 1, answer(503))))
                .isNull();
    }
}
