package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Asynchronous authentication: an answer may be late, but the caller's thread never blocks. */
class AuthenticateAsyncTest {
    private static RequestAuthenticator.Builder withKey(TestClerk clerk) {
        return live().secretKey(SECRET).apiUrl(clerk.url()).acceptAnyToken();
    }

    private static RequestAuthenticator.Builder withoutKey(TestClerk clerk) {
        return RequestAuthenticator.builder()
                .secretKey(SECRET)
                .publishableKey(LIVE_KEY)
                .clock(TestTokens.CLOCK)
                .apiUrl(clerk.url());
    }

    private static TestClerk clerk() {
        var good = "{\"id\":\"i\",\"subject\":\"s\"}";
        var cookie = "__session=" + token();
        return new TestClerk()
                .givesOutKeys()
                .answers("/api_keys/verify", good)
                .answers("/m2m_tokens/verify", good)
                .answers("/oauth_applications/access_tokens/verify", good)
                .answers(
                        "/v1/clients/handshake_payload",
                        JsonValue.of(Map.of("directives", List.of(cookie))).toJson())
                .answers(
                        "/v1/sessions/sess_test/refresh",
                        JsonValue.of(Map.of("cookies", List.of(cookie))).toJson());
    }

    static Stream<Arguments> questions() {
        var refreshed =
                TestRequest.page().cookies(UAT + "; __session=" + expired() + "; __refresh_" + LIVE_SUFFIX + "=secret");
        return Stream.of(
                Arguments.of("keys", false, TestRequest.api().bearer(token())),
                Arguments.of("keys", false, TestRequest.api().cookies(UAT + "; __session=" + token())),
                Arguments.of("refresh", true, refreshed),
                Arguments.of("keys and refresh", false, refreshed),
                Arguments.of("nonce", true, TestRequest.page(TestRequest.PAGE + "?__clerk_handshake_nonce=n")),
                Arguments.of("API key", true, TestRequest.api().bearer("ak_opaque")),
                Arguments.of("M2M token", true, TestRequest.api().bearer("mt_opaque")),
                Arguments.of("OAuth token", true, TestRequest.api().bearer("oat_opaque")));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aSlowFetchAheadDelaysNoRequest(String question, boolean key, ClerkRequest request) {
        try (var clerk = clerk().holdsBack();
                var authenticator = (key ? withKey(clerk) : withoutKey(clerk)).build()) {
            var answer = authenticator.authenticateAsync(request);
            // If the call had blocked, the answer would be there, because the server sends it in the end.
            assertThat(answer).as(question).isNotDone();
            clerk.release();
            assertThat(verdict(answer.join())).isEqualTo("signed-in");
        }
    }

    /** A thread of the user's executor may be waiting for the answer, so it does not run the stages. */
    @ParameterizedTest
    @MethodSource("questions")
    void stagesRunOnThreadsOfTheSdk(String question, boolean key, ClerkRequest request) {
        try (var clerk = clerk().holdsBack();
                var client = ClerkBackend.builder()
                        .secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .executor(task -> {
                            throw new AssertionError("A task came to the executor of the user.");
                        })
                        .authentication(settings -> {
                            settings.publishableKey(LIVE_KEY)
                                    .clock(TestTokens.CLOCK)
                                    .acceptAnyToken();
                            if (key) {
                                settings.jwtKey(TestTokens.pem());
                            }
                        })
                        .build();
                var alone = (key ? withKey(clerk) : withoutKey(clerk)).build()) {
            var threads = Stream.of(client.authenticator(), alone)
                    .map(authenticator -> authenticator.authenticateAsync(request))
                    .map(answer -> answer.thenApply(state -> Thread.currentThread()))
                    .toList();
            clerk.release();
            assertThat(threads).allSatisfy(thread -> assertIsOfTheSdk(thread.join()));
        }
    }

    @Test
    void stagesOfAVerifierRunOnThreadsOfTheSdk() {
        try (var clerk = clerk().holdsBack();
                var verifier = SessionTokenVerifier.builder()
                        .secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .clock(TestTokens.CLOCK)
                        .build()) {
            var thread = verifier.verifyAsync(token()).thenApply(claims -> Thread.currentThread());
            clerk.release();
            assertIsOfTheSdk(thread.join());
        }
    }

    private static void assertIsOfTheSdk(Thread thread) {
        assertThat(thread.getName()).startsWith("clerk-sdk-");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void aDecisionThatNeedsNoCallIsCompleteAtOnce() {
        try (var authenticator = live().build()) {
            assertThat(authenticator.authenticateAsync(TestRequest.api().bearer(token())))
                    .isCompleted();
            assertThat(authenticator.authenticateAsync(TestRequest.api())).isCompleted();
            assertThat(authenticator.authenticateAsync(
                            TestRequest.api().bearer("ak_x"), AuthenticateOptions.acceptAnyToken()))
                    .isCompleted();
        }
    }

    @Test
    void anExecutorGoesOnWhereClerkWasCalled() {
        try (var clerk = clerk().holdsBack();
                var authenticator = withKey(clerk).build()) {
            var handedOver = new LinkedBlockingQueue<Runnable>();
            var machines = AuthenticateOptions.acceptAnyToken();
            var answer =
                    authenticator.authenticateAsync(TestRequest.api().bearer("ak_opaque"), machines, handedOver::add);
            clerk.release();
            var step = take(handedOver);
            assertThat(answer).isNotDone();
            step.run();
            assertThat(verdict(answer.join())).isEqualTo("signed-in");
            assertThat(authenticator.authenticateAsync(TestRequest.api(), machines, handedOver::add))
                    .isCompleted();
            assertThat(handedOver).isEmpty();
        }
    }

    private static Runnable take(BlockingQueue<Runnable> steps) {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Executor> failingExecutors() {
        return Stream.of(
                step -> {
                    throw new RejectedExecutionException("closed");
                },
                step -> {
                    throw new IllegalStateException("The container has been stopped.");
                },
                step -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
    }

    @ParameterizedTest
    @MethodSource("failingExecutors")
    void anExecutorThatFailsSignsNobodyInAndLeavesNobodyWaiting(Executor closed) {
        try (var clerk = clerk().holdsBack();
                var authenticator = withKey(clerk).build()) {
            var answer = authenticator.authenticateAsync(
                    TestRequest.api().bearer("ak_opaque"), AuthenticateOptions.acceptAnyToken(), closed);
            clerk.release();
            assertThat(verdict(answer.join())).isEqualTo("signed-out unexpected-error");
        }
    }

    @Test
    void anErrorOfARequestThatIsReadLaterLeavesNobodyWaiting() {
        var calls = new AtomicInteger();
        ClerkRequest request = name -> {
            if (calls.incrementAndGet() > 1) {
                throw new StackOverflowError();
            }
            return name.equals("authorization") ? List.of("Bearer " + token()) : List.of();
        };
        try (var clerk = clerk().holdsBack();
                var authenticator = withoutKey(clerk).build()) {
            var answer = authenticator.authenticateAsync(request, AuthenticateOptions.none(), Runnable::run);
            clerk.release();
            assertThatThrownBy(answer::join).hasCauseInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void clerkIsCalledOnceForAReplayedDecision() {
        try (var clerk = clerk();
                var authenticator = withoutKey(clerk).build()) {
            var request = TestRequest.page()
                    .cookies(UAT + "; __session=" + expired() + "; __refresh_" + LIVE_SUFFIX + "=secret");
            assertThat(verdict(authenticator.authenticateAsync(request).join())).isEqualTo("signed-in");
            assertThat(clerk.received().stream().map(r -> r.getUrl().encodedPath()))
                    .containsExactly("/v1/jwks", "/v1/sessions/sess_test/refresh");
        }
    }

    @Test
    void anAdapterThatFailsLaterEndsInAStateToo() {
        var calls = new AtomicInteger();
        ClerkRequest request = name -> {
            if (calls.incrementAndGet() > 1) {
                throw new IllegalStateException("canary");
            }
            return name.equals("authorization") ? List.of("Bearer " + token()) : List.of();
        };
        try (var clerk = clerk().holdsBack();
                var authenticator = withoutKey(clerk).build()) {
            var answer = authenticator.authenticateAsync(request);
            clerk.release();
            var state = answer.join();
            assertThat(verdict(state)).isEqualTo("signed-out unexpected-error");
            assertThat(States.everything(state).toString()).doesNotContain("canary");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without NullAway may do
    void aNullRequestThrows() {
        var authenticator = live().build();
        assertThatThrownBy(() -> authenticator.authenticate((ClerkRequest) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("request");
        assertThatThrownBy(() -> authenticator.authenticate((Map<String, List<String>>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("headers");
        assertThatThrownBy(() -> authenticator.authenticateAsync(null).join())
                .hasCauseInstanceOf(NullPointerException.class);
    }
}
