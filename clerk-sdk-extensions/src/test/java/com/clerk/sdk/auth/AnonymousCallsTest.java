package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that nobody has authenticated cause few calls to Clerk, and lock nobody out. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AnonymousCallsTest {
    private static final String PAYLOAD = "/v1/clients/handshake_payload";
    private static final String API_KEYS = "/api_keys/verify";

    private final TestClerk clerk = new TestClerk().givesOutKeys();

    @AfterEach
    void close() {
        clerk.close();
    }

    /** Without a key of its own, so that the keys have to come from Clerk. */
    private RequestAuthenticator.Builder remote() {
        return RequestAuthenticator.builder()
                .secretKey(SECRET)
                .publishableKey(LIVE_KEY)
                .apiUrl(clerk.url())
                .clock(TestTokens.CLOCK);
    }

    private static TestRequest withNonce(int number) {
        return TestRequest.page(TestRequest.PAGE + "?__clerk_handshake_nonce=made-up-" + number);
    }

    private static List<CompletableFuture<RequestState>> flood(RequestAuthenticator authenticator, int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> authenticator.authenticateAsync(withNonce(i)))
                .toList();
    }

    private long calls(String path) {
        return clerk.received().stream()
                .filter(request -> request.getUrl().encodedPath().equals(path))
                .count();
    }

    @Test
    void aFloodOfNoncesThatClerkDoesNotAnswerCausesEightCallsAndDelaysNoKeys() {
        clerk.holdsBack(PAYLOAD);
        try (var authenticator = remote().build()) {
            var flood = flood(authenticator, 1_000);
            assertThat(flood.stream().filter(state -> !state.isDone()).count())
                    .as("still waiting; all others were refused at once")
                    .isLessThanOrEqualTo(8);
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(token()))))
                    .isEqualTo("signed-in");
            var withSession = withNonce(-1).cookies("__session=" + token() + "; __client_uat=" + (TestTokens.NOW - 1));
            assertThat(verdict(authenticator.authenticate(withSession)))
                    .as("nobody who has a session is locked out")
                    .isEqualTo("signed-in");
            for (var one : flood) {
                var state = (SignedOut) one.join();
                assertThat(verdict(state)).isEqualTo("signed-out session-token-missing");
                assertThat(state.cause()).isInstanceOf(ClerkConnectionException.class);
            }
            assertThat(calls(PAYLOAD)).isLessThanOrEqualTo(8);
            clerk.release();
            clerk.answers(PAYLOAD, "{\"directives\":[\"__session=" + token() + "\"]}");
            assertThat(verdict(authenticator.authenticate(withNonce(0))))
                    .as("as soon as Clerk answers again")
                    .isEqualTo("signed-in");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void callsThatFillTheWholeClientDelayNoKeys(boolean given) {
        clerk.holdsBack("/v1/users/user_hangs");
        var mine = new OkHttpClient();
        var builder = ClerkBackend.builder().secretKey(SECRET).apiUrl(clerk.url());
        try (var backend = (given ? builder.httpClient(mine) : builder)
                .authentication(a -> a.clock(TestTokens.CLOCK).publishableKey(LIVE_KEY))
                .build()) {
            var waiting = new ArrayList<CompletableFuture<?>>();
            for (int i = 0; i < 70; i++) {
                waiting.add(backend.users().calls().get("user_hangs").executeAsync());
            }
            var headers = Map.of("Authorization", List.of("Bearer " + token()));
            assertThat(backend.authenticateRequest(headers).isSignedIn()).isTrue();
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
        }
        mine.dispatcher().executorService().shutdown();
    }

    @Test
    void aFloodOfMadeUpApiKeysCausesAFewCallsAtATimeAndDelaysNoKeys() {
        clerk.holdsBack(API_KEYS);
        try (var authenticator = remote().acceptAnyToken().build()) {
            var flood = IntStream.range(0, 400)
                    .mapToObj(i ->
                            authenticator.authenticateAsync(TestRequest.api().bearer("ak_made_up_" + i)))
                    .toList();
            assertThat(flood.stream().filter(state -> !state.isDone()).count()).isLessThanOrEqualTo(32 + 96);
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(token()))))
                    .isEqualTo("signed-in");
            var refused = (SignedOut) flood.get(399).join();
            assertThat(verdict(refused)).isEqualTo("signed-out unexpected-error");
            assertThat(refused.cause()).hasMessageContaining("Too many requests wait for Clerk");
            assertThat(calls(API_KEYS)).isLessThanOrEqualTo(32);
            clerk.release();
            assertThat(flood.get(100).orTimeout(30, TimeUnit.SECONDS).join()).isInstanceOf(SignedOut.class);
        }
    }

    @Test
    void theAuthenticatorsOfOneClientShareItsLimits() {
        clerk.holdsBack(PAYLOAD);
        var client = ApiClient.builder().baseUrl(clerk.url() + "/v1").build();
        try (client) {
            var flood = new ArrayList<CompletableFuture<RequestState>>();
            for (int i = 0; i < 3; i++) {
                var authenticator = RequestAuthenticator.Builder.of(client, clerk.url(), SECRET, Map.of())
                        .publishableKey(LIVE_KEY)
                        .clock(TestTokens.CLOCK)
                        .build();
                flood.addAll(flood(authenticator, 100));
            }
            assertThat(flood.stream().filter(state -> !state.isDone()).count()).isLessThanOrEqualTo(8);
            flood.forEach(CompletableFuture::join);
            assertThat(calls(PAYLOAD)).isLessThanOrEqualTo(8);
        }
    }

    /**
     * Clerk limits the calls of a secret key together, and those of the application must not pay for made-up tokens.
     */
    @Test
    void afterALimitOfClerkNoOtherMadeUpTokenCausesACallUntilTheWaitIsOver() {
        clerk.limits(API_KEYS, 600);
        try (var authenticator = remote().acceptAnyToken().build()) {
            var first = (SignedOut) authenticator.authenticate(TestRequest.api().bearer("ak_made_up"));
            assertThat(first.cause()).isInstanceOf(RateLimitException.class);
            for (int i = 0; i < 40; i++) {
                var state = authenticator.authenticate(TestRequest.api().bearer("ak_made_up_" + i));
                assertThat(((SignedOut) state).isOutage()).isTrue();
            }
            assertThat(calls(API_KEYS)).as("one in 10 seconds").isLessThan(5);
            assertThat(verdict(authenticator.authenticate(TestRequest.api().bearer(token()))))
                    .as("who needs no call")
                    .isEqualTo("signed-in");
        }
    }
}
