package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.KEY_ID;
import static com.clerk.sdk.auth.TestTokens.OTHER_KEYS;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.jwk;
import static com.clerk.sdk.auth.TestTokens.jwks;
import static com.clerk.sdk.auth.TestTokens.outcome;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.Ticker;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifying with a secret key, over real HTTP. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteJwksHttpTest {
    private final KeyServer clerk = KeyServer.of(KEYS);

    @AfterEach
    void close() {
        clerk.close();
    }

    private static TokenVerificationException refusal(SessionTokenVerifier verifier) {
        return catchThrowableOfType(TokenVerificationException.class, () -> verifier.verify(TestTokens.token()));
    }

    private static void assertNoSecretIn(Throwable failure) {
        var all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all, true));
        assertThat(all.toString()).doesNotContain("canary").doesNotContain(TestTokens.USER);
    }

    @Test
    void keysAreFetchedWhenTheFirstTokenComesAndKept() {
        try (var verifier = clerk.verifier().build()) {
            assertThat(clerk.requests()).isEmpty();
            assertThat(verifier.verify(TestTokens.token()).userId()).isEqualTo(TestTokens.USER);
            assertThat(outcome(verifier, token(KEYS, KEY_ID, with(claims(), "sub", "user_2"))))
                    .isEqualTo("ok");
            assertThat(outcome(verifier, token(OTHER_KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
            assertThat(clerk.requests()).hasSize(1);
        }
    }

    @Test
    void theRequestHasTheSecretKeyAndTheVersion() {
        try (var verifier = clerk.verifier().apiVersion("v2").build()) {
            verifier.verify(TestTokens.token());
        }
        var request = clerk.requests().get(0);
        assertThat(request.getRequestLine()).isEqualTo("GET /v2/jwks HTTP/1.1");
        assertThat(request.getHeaders().values("Authorization")).containsExactly("Bearer " + KeyServer.SECRET);
        assertThat(request.getHeaders().values("Clerk-API-Version")).containsExactly("2026-05-12");
        assertThat(request.getHeaders().get("User-Agent")).startsWith("clerk-sdk-java/");
    }

    @Test
    void aKeyThatIsGivenAsWellIsUsedWithoutTheNetwork() {
        try (var verifier = clerk.verifier().jwtKey(TestTokens.pem()).build()) {
            assertThat(outcome(verifier, token(KEYS, "any"))).isEqualTo("ok");
        }
        assertThat(clerk.requests()).isEmpty();
    }

    static Stream<String> tokensThatNeedNoKey() {
        return Stream.of(
                "",
                "a.b.c",
                "x".repeat(1 << 20),
                signed(with(header(), "alg", "none"), claims()),
                signed(with(header(), "alg", "HS256"), claims()),
                signed(with(header(), "alg", "PS256"), claims()),
                signed(with(header(), "typ", "at+jwt"), claims()),
                signed(with(header(), "crit", List.of("b64")), claims()),
                signed(with(header(), "cat", "cl_B7d4PD333AAA"), claims()),
                signed(header(), with(claims(), "sub", "mch_1")));
    }

    @ParameterizedTest
    @MethodSource("tokensThatNeedNoKey")
    void noKeyIsFetchedForWhatIsRefusedAnyway(String token) {
        try (var verifier = clerk.verifier().build()) {
            assertThat(outcome(verifier, token)).startsWith("token-invalid");
        }
        assertThat(clerk.requests()).isEmpty();
    }

    @Test
    void manyThreadsWaitForOneFetch() throws Exception {
        var held = clerk.hold();
        var threads = Executors.newFixedThreadPool(20);
        try (var verifier = clerk.verifier().build()) {
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < 20; i++) {
                results.add(threads.submit(() -> outcome(verifier, TestTokens.token())));
            }
            clerk.awaitRequests(1);
            held.countDown();
            for (var result : results) {
                assertThat(result.get()).isEqualTo("ok");
            }
            assertThat(clerk.requests()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each thread that waits is missing to the users whose keys are there, and anybody can make up a key id. */
    @Test
    void keyIdsThatAreMadeUpTieUpFewThreadsWhileClerkDoesNotAnswer() throws Exception {
        int flood = 40;
        int few = 8;
        var time = new Ticker();
        var threads = Executors.newFixedThreadPool(flood);
        try (var api = ApiClient.builder().baseUrl(clerk.url() + "/v1").build()) {
            var verifier = verifierOf(api, time);
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
            var held = clerk.hold();
            time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
            var refused = new CountDownLatch(flood - few);
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < flood; i++) {
                var forged = token(OTHER_KEYS, "made-up-" + i);
                results.add(threads.submit(() -> {
                    var outcome = outcome(verifier, forged);
                    refused.countDown();
                    return outcome;
                }));
            }
            assertThat(refused.await(20, TimeUnit.SECONDS))
                    .as("refused at once")
                    .isTrue();
            assertThat(outcome(verifier, token(KEYS, KEY_ID, with(claims(), "sub", "user_2"))))
                    .as("who needs no fetch")
                    .isEqualTo("ok");
            held.countDown();
            var outcomes = new TreeMap<String, Integer>();
            for (var result : results) {
                outcomes.merge(result.get(), 1, Integer::sum);
            }
            assertThat(outcomes).isEqualTo(Map.of("jwk-kid-mismatch", few, "jwk-remote-failed-to-load", flood - few));
            assertThat(clerk.requests()).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    private static SessionTokenVerifier verifierOf(ApiClient api, Ticker time) {
        ApiCall<String> call = api.get("jwks.get", "/jwks")
                .returnsText()
                .with(CallOptions.builder().timeout(Duration.ofSeconds(60)).build());
        var keys = new RemoteJwks(call::executeAsync, SignatureProvider.standard(), RemoteJwks.FRESH, time);
        return SessionTokenVerifier.builder().clock(TestTokens.CLOCK).build(keys);
    }

    @Test
    void keyIdsThatAreMadeUpCauseNoFurtherFetch() {
        try (var verifier = clerk.verifier().build()) {
            long begin = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(outcome(verifier, token(OTHER_KEYS, "made-up-" + i))).isEqualTo("jwk-kid-mismatch");
            }
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
            long intervals = (System.nanoTime() - begin) / RemoteJwks.UNKNOWN_KEY_INTERVAL.toNanos();
            assertThat(clerk.requests()).hasSizeLessThanOrEqualTo(1 + (int) intervals);
        }
    }

    static Stream<Arguments> answersWithoutKeys() {
        var good = jwk(KEYS, KEY_ID);
        var set = jwks(Map.of(KEY_ID, KEYS));
        var tooLong = set + " ".repeat((1 << 18) - set.length() + 1);
        return Stream.of(
                Arguments.of("", "not a JSON object"),
                Arguments.of("<!DOCTYPE html><title>Sign in to the proxy</title>", "not a JSON object"),
                Arguments.of("null", "not a JSON object"),
                Arguments.of("[]", "not a JSON object"),
                Arguments.of("{}", "no list \"keys\""),
                Arguments.of("{\"keys\":null}", "no list \"keys\""),
                Arguments.of("{\"keys\":{}}", "no list \"keys\""),
                Arguments.of("{\"keys\":[]}", "no RSA signature key"),
                Arguments.of("{\"keys\":[null]}", "not a key"),
                Arguments.of("{\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\",\"crv\":\"P-256\"}]}", "no RSA signature key"),
                Arguments.of(set(List.of(TestTokens.without(jwk(KEYS, KEY_ID), "kid"))), "no RSA signature key"),
                Arguments.of(set(List.of(with(jwk(KEYS, KEY_ID), "d", "canary"))), "private"),
                Arguments.of(set(List.of(with(jwk(KEYS, KEY_ID), "n", "AQAB"))), "17 bits"),
                Arguments.of(set(Collections.nCopies(101, good)), "more than 100 keys"),
                Arguments.of(tooLong, "longer than"),
                Arguments.of(set + " ".repeat(1 << 19), "longer than"),
                Arguments.of("[".repeat(20_000), "not a JSON object"));
    }

    private static String set(List<?> keys) {
        return JsonValue.of(Map.of("keys", keys)).toJson();
    }

    @ParameterizedTest
    @MethodSource("answersWithoutKeys")
    void anAnswerWithoutKeysIsNoAnswer(String body, String says) {
        clerk.answers(200, body);
        try (var verifier = clerk.verifier().build()) {
            var failure = refusal(verifier);
            assertThat(failure.reason()).isEqualTo(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
            assertThat(failure)
                    .hasMessageStartingWith("Clerk's answer has no key to verify tokens with: ")
                    .hasMessageContaining(says);
            assertThat(failure.getMessage()).matches("[ -~]{1,400}");
            assertNoSecretIn(failure);
        }
    }

    /** RFC 7517 section 5: keys that cannot be used are ignored, so that one of them does not sign everybody out. */
    @Test
    void anInvalidKeyDoesNotSpoilTheOthersInTheSet() {
        var good = jwk(KEYS, KEY_ID);
        for (var bad : Arrays.asList(
                null,
                "text",
                Map.of(),
                with(jwk(OTHER_KEYS, "b"), "p", "canary"),
                with(jwk(OTHER_KEYS, "b"), "n", "AQAB"),
                with(jwk(OTHER_KEYS, "b"), "n", "!!"),
                TestTokens.without(jwk(OTHER_KEYS, "b"), "n"),
                with(jwk(OTHER_KEYS, "b"), "alg", "PS256"),
                with(jwk(OTHER_KEYS, "b"), "use", 5))) {
            clerk.answers(200, set(Arrays.asList(bad, good)));
            try (var verifier = clerk.verifier().build()) {
                assertThat(verifier.verify(TestTokens.token()).userId()).isEqualTo(TestTokens.USER);
            }
        }
    }

    @Test
    void aSetMayBeAsLongAsTheLimit() {
        var set = jwks(Map.of(KEY_ID, KEYS));
        clerk.answers(200, set + " ".repeat((1 << 18) - set.length()));
        try (var verifier = clerk.verifier().build()) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
    }

    @Test
    void asManyKeysAsASetMayHaveAreTaken() {
        var keys = new ArrayList<>(Collections.nCopies(99, jwk(OTHER_KEYS, "other")));
        keys.add(jwk(KEYS, KEY_ID));
        clerk.answers(200, set(keys));
        try (var verifier = clerk.verifier().build()) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
    }

    @Test
    void ofTwoKeysWithOneIdTheFirstCounts() {
        clerk.answers(200, set(List.of(jwk(KEYS, KEY_ID), jwk(OTHER_KEYS, KEY_ID))));
        try (var verifier = clerk.verifier().build()) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
            assertThat(outcome(verifier, token(OTHER_KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
        }
    }

    /** A proxy may answer anything, even an echo of the request. */
    private static MockResponse echo(RecordedRequest request, int status, String code) {
        var secret = Objects.requireNonNull(request.getHeaders().get("Authorization"));
        var error = Map.of("code", code, "message", "no", "meta", Map.of("sent", secret));
        return KeyServer.response(
                        status,
                        JsonValue.of(Map.of("errors", List.of(error), "sent", secret))
                                .toJson())
                .newBuilder()
                .addHeader("X-Sent", secret)
                .build();
    }

    @Test
    void aSecretKeyThatClerkRefusesIsReportedWithWhatToDo() {
        clerk.answers(request -> echo(request, 401, "clerk_key_invalid"));
        try (var verifier = clerk.verifier().build()) {
            var failure = refusal(verifier);
            assertThat(failure)
                    .hasMessage("Clerk refused the secret key. Take the secret key from the API keys page of the Clerk"
                            + " Dashboard. (reason=secret-key-invalid)");
            assertNoSecretIn(failure);
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("secret-key-invalid");
            assertThat(clerk.requests()).hasSize(1);
        }
    }

    @Test
    void anyOtherRefusalIsAFailureToLoad() {
        clerk.answers(request -> echo(request, 401, "something_else"));
        try (var verifier = clerk.verifier().build()) {
            var failure = refusal(verifier);
            assertThat(failure.reason()).isEqualTo(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
            assertThat(failure).hasMessageContaining("answered 401");
            assertNoSecretIn(failure);
        }
    }

    /** A fetch is retried like every call of the SDK. */
    @Test
    void aServerThatIsDownIsAskedAFewTimesAndReportedWithItsStatus() {
        clerk.answers(503, "<html>down</html>");
        try (var verifier = clerk.verifier().build()) {
            var failure = refusal(verifier);
            assertThat(failure.reason()).isEqualTo(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
            assertThat(failure).hasMessageContaining("answered 503");
            assertThat(clerk.requests()).hasSizeBetween(1, 3);
        }
    }

    @Test
    void noRedirectIsFollowed() {
        try (var elsewhere = KeyServer.of(KEYS)) {
            clerk.answers(request -> new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", elsewhere.url() + "/v1/jwks")
                    .build());
            try (var verifier = clerk.verifier().build()) {
                assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-remote-failed-to-load");
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anUnreachableServerIsReported() {
        clerk.close();
        try (var verifier = clerk.verifier().build()) {
            var failure = refusal(verifier);
            assertThat(failure.reason()).isEqualTo(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
            assertThat(failure.action()).isEqualTo("Check that this server can reach Clerk's Backend API.");
            assertNoSecretIn(failure);
        }
    }

    @Test
    void aVerifierThatWasClosedStillFailsAsDocumented() {
        var verifier = clerk.verifier().build();
        verifier.close();
        assertThat(outcome(verifier, TestTokens.token())).isEqualTo("jwk-remote-failed-to-load");
        assertThat(clerk.requests()).isEmpty();
    }

    @Test
    void nothingIsSharedBetweenInstancesWithKeysOfTheSameName() {
        try (var other = KeyServer.of(OTHER_KEYS);
                var ours = clerk.verifier().build();
                var theirs = other.verifier().build()) {
            for (int round = 0; round < 2; round++) {
                assertThat(outcome(ours, token(KEYS, KEY_ID))).isEqualTo("ok");
                assertThat(outcome(theirs, token(KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
                assertThat(outcome(theirs, token(OTHER_KEYS, KEY_ID))).isEqualTo("ok");
                assertThat(outcome(ours, token(OTHER_KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
            }
        }
    }

    @Test
    void nothingIsSharedBetweenSecretKeysOrVersions() {
        clerk.answers(request -> KeyServer.response(
                200,
                jwks(Map.of(
                        KEY_ID,
                        ("Bearer " + KeyServer.SECRET)
                                                .equals(request.getHeaders().get("Authorization"))
                                        && request.getUrl().encodedPath().equals("/v1/jwks")
                                ? KEYS
                                : OTHER_KEYS))));
        try (var ours = clerk.verifier().build();
                var secret = clerk.verifier().secretKey("sk_test_other").build();
                var version = clerk.verifier().apiVersion("v2").build()) {
            assertThat(outcome(ours, token(KEYS, KEY_ID))).isEqualTo("ok");
            for (var foreign : List.of(secret, version)) {
                assertThat(outcome(foreign, token(KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
                assertThat(outcome(foreign, token(OTHER_KEYS, KEY_ID))).isEqualTo("ok");
            }
            assertThat(outcome(ours, token(OTHER_KEYS, KEY_ID))).isEqualTo("token-invalid-signature");
        }
    }

    @Test
    void keysComeThroughTheCallersOwnClient() {
        var calls = new AtomicInteger();
        var http = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    calls.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();
        try (var verifier = clerk.verifier().httpClient(http).build()) {
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
        }
        assertThat(calls).hasValue(1);
        assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    }

    @Test
    void asyncCallsNeverBlock() throws Exception {
        var held = clerk.hold();
        try (var verifier = clerk.verifier().build()) {
            var good = verifier.verifyAsync(TestTokens.token());
            var forged = verifier.verifyAsync(token(OTHER_KEYS, KEY_ID));
            var cancelled = verifier.verifyAsync(TestTokens.token());
            var malformed = verifier.verifyAsync("a.b.c");
            clerk.awaitRequests(1);
            assertThat(good).isNotDone();
            assertThat(forged).isNotDone();
            assertThat(malformed).as("needs no key").isCompletedExceptionally();
            cancelled.cancel(true);
            held.countDown();
            assertThat(good.join().userId()).isEqualTo(TestTokens.USER);
            assertThat(reason(forged)).isEqualTo("token-invalid-signature");
            assertThat(verifier.verifyAsync(TestTokens.token())).as("at once").isCompleted();
            assertThat(clerk.requests()).hasSize(1);
        }
    }

    private static String reason(CompletableFuture<SessionClaims> refused) {
        var seen = new AtomicReference<Throwable>();
        try {
            refused.whenComplete((claims, failure) -> seen.set(failure)).join();
        } catch (CompletionException e) {
            assertThat(e).hasCause(seen.get());
        }
        return ((TokenVerificationException) seen.get()).reason().value();
    }

    @Test
    void replayEndsInTheSameFailuresAsBlocking() {
        clerk.answers(401, "{\"errors\":[{\"code\":\"clerk_key_invalid\"}]}");
        try (var verifier = clerk.verifier().build()) {
            var early = verifier.verifyAsync(TestTokens.token());
            assertThat(reason(early)).isEqualTo("secret-key-invalid");
            assertThat(reason(verifier.verifyAsync(TestTokens.token()))).isEqualTo("secret-key-invalid");
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("secret-key-invalid");
        }
    }

    @Test
    void anInterruptedRequestLeavesTheFetchToTheOthers() throws Exception {
        var held = clerk.hold();
        try (var verifier = clerk.verifier().build()) {
            var failure = new CompletableFuture<TokenVerificationException>();
            var flag = new CompletableFuture<Boolean>();
            var waiting = new Thread(() -> {
                failure.complete(refusal(verifier));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            waiting.start();
            clerk.awaitRequests(1);
            var other = verifier.verifyAsync(TestTokens.token());
            waiting.interrupt();
            assertThat(failure.get(30, TimeUnit.SECONDS).reason())
                    .isEqualTo(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
            assertThat(flag.get(30, TimeUnit.SECONDS)).isTrue();
            held.countDown();
            assertThat(other.get(30, TimeUnit.SECONDS).userId()).isEqualTo(TestTokens.USER);
            assertThat(outcome(verifier, TestTokens.token())).isEqualTo("ok");
            assertThat(clerk.requests()).hasSize(1);
        }
    }

    /** A server that never answers makes no request wait longer than the timeout of a fetch. */
    @Test
    void aFetchEndsWithinItsTimeLimit() throws Exception {
        clerk.hold();
        try (var silent = clerk.verifier().build()) {
            var late = silent.verifyAsync(TestTokens.token());
            late.exceptionally(failure -> null).get(RemoteJwks.FETCH_TIMEOUT.toSeconds() * 2, TimeUnit.SECONDS);
            assertThat(reason(late)).isEqualTo("jwk-remote-failed-to-load");
        }
    }

    @Test
    void aBusyClientOfTheCallerDelaysNoFetch() throws Exception {
        var held = clerk.hold();
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(1);
        var busy = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .callTimeout(Duration.ofSeconds(40))
                .readTimeout(Duration.ofSeconds(40))
                .build();
        try (var verifier = clerk.verifier().httpClient(busy).build()) {
            var blocker = busy.newCall(
                    new Request.Builder().url(clerk.url() + "/blocker").build());
            blocker.enqueue(new Ignored());
            clerk.awaitRequests(1);
            var good = verifier.verifyAsync(TestTokens.token());
            clerk.awaitRequests(2);
            held.countDown();
            assertThat(good.join().userId()).isEqualTo(TestTokens.USER);
            blocker.cancel();
        }
    }

    private static final class Ignored implements okhttp3.Callback {
        @Override
        public void onFailure(okhttp3.Call call, java.io.IOException e) {}

        @Override
        public void onResponse(okhttp3.Call call, okhttp3.Response response) {
            response.close();
        }
    }
}
