package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener of an authenticator: each request once, and a wait for Clerk only where a request waits. */
@Timeout(60)
class AuthenticationListenerTest {
    private static final String GOOD = "{\"id\":\"i\",\"subject\":\"s\"}";

    private final Recorder recorder = new Recorder();

    private static final class Recorder implements AuthenticationListener {
        final List<RequestState> states = new CopyOnWriteArrayList<>();
        final AtomicInteger waits = new AtomicInteger();
        final CountDownLatch ended = new CountDownLatch(1);
        final AtomicInteger ends = new AtomicInteger();

        @Override
        public void onDecision(RequestState state) {
            states.add(state);
        }

        @Override
        public Runnable onWait() {
            waits.incrementAndGet();
            return () -> {
                ends.incrementAndGet();
                ended.countDown();
            };
        }
    }

    private RequestAuthenticator.Builder remote(String url) {
        return RequestAuthenticator.builder()
                .secretKey(SECRET)
                .apiUrl(url)
                .clock(TestTokens.CLOCK)
                .acceptAnyToken()
                .listener(recorder);
    }

    private void requireOneWaitThatEnds() throws InterruptedException {
        assertThat(recorder.ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(recorder.waits).hasValue(1);
        assertThat(recorder.ends).hasValue(1);
    }

    @Test
    void everyStateIsReportedOnceAndWithoutAWaitIfTheKeyIsConfigured() {
        try (var authenticator = live().listener(recorder).build()) {
            var in = authenticator.authenticate(TestRequest.api().bearer(token()));
            var out = authenticator.authenticate(TestRequest.api());
            var later = authenticator
                    .authenticateAsync(TestRequest.api().bearer("rubbish"))
                    .join();
            var redirect = authenticator.authenticate(TestRequest.page().cookies("__client_uat=1"));
            assertThat(redirect).isInstanceOf(Handshake.class);
            assertThat(recorder.states).containsExactly(in, out, later, redirect);
            assertThat(recorder.waits).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstTokenWaitsForTheKeysAndOthersDoNot(boolean async) throws InterruptedException {
        try (var clerk = new TestClerk().givesOutKeys();
                var authenticator = remote(clerk.url()).build()) {
            for (int i = 0; i < 3; i++) {
                var request = TestRequest.api().bearer(token());
                var state =
                        async ? authenticator.authenticateAsync(request).join() : authenticator.authenticate(request);
                assertThat(verdict(state)).startsWith("signed-in");
            }
            requireOneWaitThatEnds();
            assertThat(recorder.states).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTokenThatClerkVerifiesWaits(boolean async) throws InterruptedException {
        try (var clerk = new TestClerk().answers("/api_keys/verify", GOOD);
                var authenticator = remote(clerk.url()).build()) {
            var request = TestRequest.api().bearer("ak_opaque");
            var state = async ? authenticator.authenticateAsync(request).join() : authenticator.authenticate(request);
            requireOneWaitThatEnds();
            assertThat(recorder.states).containsExactly(state);
        }
    }

    @Test
    void aWaitEndsIfClerkCannotBeReached() throws InterruptedException {
        try (var authenticator = remote(TestClerk.nowhere()).build()) {
            var state = authenticator.authenticate(TestRequest.api().bearer("ak_opaque"));
            requireOneWaitThatEnds();
            assertThat(recorder.states).containsExactly(state);
        }
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        var failing = new AuthenticationListener() {
            @Override
            public void onDecision(RequestState state) {
                throw new IllegalStateException("fails for the test");
            }

            @Override
            public Runnable onWait() {
                throw new IllegalStateException("fails for the test");
            }
        };
        try (var clerk = new TestClerk().givesOutKeys();
                var authenticator = remote(clerk.url()).listener(failing).build()) {
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(token()))))
                    .startsWith("signed-in");
        }
    }

    @Test
    void aListenerMayThrowACheckedExceptionAndAnInterruptIsKept() {
        AuthenticationListener failing = state -> sneak(new InterruptedException("fails for the test"));
        try (var authenticator = live().listener(failing).build()) {
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(token()))))
                    .startsWith("signed-in");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Throws a checked exception without declaring it, as Kotlin code does. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    @Test
    void configuredKeysAreAvailable() {
        try (var authenticator = live().build()) {
            assertThat(authenticator.verificationKeys()).isEqualTo(new VerificationKeyState(true, true, null, null));
        }
    }

    @Test
    void keysOfClerkAreAvailableOnceATokenHasNeededThem() {
        try (var clerk = new TestClerk().givesOutKeys();
                var authenticator = remote(clerk.url()).build()) {
            assertThat(authenticator.verificationKeys()).isEqualTo(new VerificationKeyState(false, false, null, null));
            assertThat(clerk.received()).isEmpty();
            authenticator.authenticate(TestRequest.api().bearer(token()));
            var keys = authenticator.verificationKeys();
            assertThat(keys.available()).isTrue();
            assertThat(keys.age()).isNotNull().isLessThan(Duration.ofMinutes(5));
            assertThat(keys.failure()).isNull();
        }
    }

    @Test
    void keysThatCouldNotBeLoadedAreFailedAndTheReasonHasNoSecret() {
        try (var clerk = new TestClerk().answers("/v1/jwks", 500, "{}");
                var authenticator = remote(clerk.url()).build()) {
            authenticator.authenticate(TestRequest.api().bearer(token()));
            var keys = authenticator.verificationKeys();
            assertThat(keys.available()).isFalse();
            assertThat(keys.failure()).contains("GET /jwks answered 500").doesNotContain(SECRET);
        }
    }
}
