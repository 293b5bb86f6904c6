package com.clerk.sdk.auth.jwt;

import static com.clerk.sdk.auth.TestTokens.KEYS;
import static com.clerk.sdk.auth.TestTokens.OTHER_KEYS;
import static com.clerk.sdk.auth.TestTokens.jwks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.errors.ClerkApiException;
import java.security.Provider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching keys, their lifetime, and outages of Clerk, in scripted time. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteJwksTest {
    private static final String FIRST = jwks(Map.of("first", KEYS));
    private static final String SECOND = jwks(Map.of("second", OTHER_KEYS));
    private static final Duration A_MOMENT = Duration.ofNanos(1);
    private static final Duration REFRESH_AHEAD = Duration.ofMinutes(4);
    private static final Duration KEPT = Duration.ofHours(1);

    private final Ticker time = new Ticker();
    private final ScriptedFetch clerk = new ScriptedFetch();
    private final RemoteJwks keys = new RemoteJwks(clerk, SignatureProvider.standard(), RemoteJwks.FRESH, time);

    private VerificationKeys load(String json) {
        clerk.gives(json);
        return keysFor("first");
    }

    private VerificationKeys keysFor(String id) {
        return keys.keysFor(id, ClerkLookups.BLOCKING);
    }

    /** Asks without blocking, so that a test sees whether a request would wait. */
    private CompletableFuture<VerificationKeys> asking(String id) {
        return ClerkLookups.replay(network -> keys.keysFor(id, network));
    }

    /** Asks for keys that nobody has, each time for another one. */
    private List<CompletableFuture<VerificationKeys>> asking(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> asking("made up " + i))
                .toList();
    }

    private JwtException refusal(String id) {
        return catchThrowableOfType(JwtException.class, () -> keysFor(id));
    }

    private String reason(String id) {
        return refusal(id).error().value();
    }

    @Test
    void nothingIsFetchedBeforeTheFirstToken() {
        assertThat(keys.currentKeys()).isNull();
        time.pass(Duration.ofDays(1));
        assertThat(keys.currentKeys()).isNull();
        assertThat(clerk.count()).isZero();
        var set = load(FIRST);
        assertThat(set.has("first")).isTrue();
        assertThat(keys.currentKeys()).isSameAs(set);
        assertThat(clerk.count()).isOne();
    }

    @Test
    void requestsThatNeedAFetchWaitForTheSameOne() {
        var one = asking("first");
        var two = asking("other");
        time.pass(Duration.ofMinutes(10));
        var three = asking("first");
        assertThat(clerk.count()).isOne();
        assertThat(one).isNotDone();
        clerk.next().complete(FIRST);
        assertThat(one.join()).isSameAs(two.join()).isSameAs(three.join());
        assertThat(clerk.count()).isOne();
    }

    @Test
    void keysAreNotFetchedAgainForFourMinutes() {
        var set = load(FIRST);
        time.pass(REFRESH_AHEAD.minus(A_MOMENT));
        assertThat(keys.currentKeys()).isSameAs(set);
        assertThat(keysFor("first")).isSameAs(set);
        assertThat(clerk.count()).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 60, 3_600, 86_400})
    void howLongKeysAreFreshCanBeSet(long seconds) {
        var mine = new RemoteJwks(clerk, SignatureProvider.standard(), Duration.ofSeconds(seconds), time);
        clerk.gives(FIRST);
        var set = mine.keysFor("first", ClerkLookups.BLOCKING);
        clerk.holds();
        time.pass(Duration.ofSeconds(seconds * 4 / 5).minus(A_MOMENT));
        assertThat(mine.currentKeys()).isSameAs(set);
        assertThat(clerk.count()).isOne();
        time.pass(A_MOMENT);
        assertThat(mine.currentKeys()).isSameAs(set);
        assertThat(clerk.count()).as("fetched ahead").isEqualTo(2);
        time.pass(Duration.ofSeconds(seconds / 5));
        assertThat(mine.currentKeys()).isNull();
        clerk.fails();
        clerk.next().completeExceptionally(new IllegalStateException("down"));
        time.pass(Duration.ofMinutes(55).minus(A_MOMENT));
        assertThat(mine.currentKeys()).as("kept during an outage").isSameAs(set);
        time.pass(A_MOMENT);
        assertThat(mine.currentKeys()).isNull();
    }

    @Test
    void aReportSaysHowTheKeysAreWithoutLoadingThem() {
        assertThat(keys.report()).isEqualTo(new KeyReport(false, false, null, null));
        load(FIRST);
        time.pass(REFRESH_AHEAD);
        assertThat(keys.report()).isEqualTo(new KeyReport(false, true, REFRESH_AHEAD, null));
        assertThat(clerk.count()).isOne();
        clerk.fails();
        keys.currentKeys();
        time.pass(Duration.ofMinutes(30));
        var outage = keys.report();
        assertThat(outage.available()).as("kept during an outage").isTrue();
        assertThat(outage.failure()).contains("503");
        time.pass(KEPT);
        assertThat(keys.report().available()).isFalse();
        assertThat(clerk.count()).isEqualTo(2);
    }

    @Test
    void keysAreFetchedAheadWhileTheOldOnesServe() {
        var set = load(FIRST);
        clerk.holds();
        time.pass(REFRESH_AHEAD);
        assertThat(keys.currentKeys()).isSameAs(set);
        assertThat(clerk.count()).isEqualTo(2);
        time.pass(Duration.ofSeconds(30));
        assertThat(keysFor("first")).isSameAs(set);
        assertThat(clerk.count()).isEqualTo(2);
        clerk.next().complete(SECOND);
        assertThat(keys.currentKeys()).isNotSameAs(set).matches(fresh -> fresh.has("second"));
    }

    @Test
    void aFetchAheadThatFailsIsTriedAgainEverySecond() {
        var set = load(FIRST);
        clerk.fails();
        time.pass(REFRESH_AHEAD);
        for (int tries = 2; tries < 5; tries++) {
            assertThat(keysFor("first")).isSameAs(set);
            assertThat(keysFor("first")).isSameAs(set);
            assertThat(clerk.count()).isEqualTo(tries);
            time.pass(RemoteJwks.RETRY_INTERVAL.minus(A_MOMENT));
            assertThat(keysFor("first")).isSameAs(set);
            assertThat(clerk.count()).isEqualTo(tries);
            time.pass(A_MOMENT);
        }
    }

    @Test
    void keysServeForFiveMinutesAndNotLonger() {
        var set = load(FIRST);
        clerk.holds();
        time.pass(RemoteJwks.FRESH.minus(A_MOMENT));
        assertThat(keysFor("first")).isSameAs(set);
        time.pass(A_MOMENT);
        assertThat(keys.currentKeys()).isNull();
        var waiting = asking("first");
        assertThat(waiting).isNotDone();
        clerk.next().complete(SECOND);
        assertThat(waiting.join().has("second")).isTrue();
        assertThat(waiting.join().has("first")).isFalse();
    }

    @Test
    void theAgeOfKeysCountsFromTheirArrival() {
        var waiting = asking("first");
        time.pass(Duration.ofSeconds(4));
        clerk.next().complete(FIRST);
        time.pass(RemoteJwks.FRESH.minus(A_MOMENT));
        assertThat(keys.currentKeys()).isSameAs(waiting.join());
        time.pass(A_MOMENT);
        assertThat(keys.currentKeys()).isNull();
    }

    @Test
    void aSetReplacesThePreviousOneAsAWhole() {
        load(FIRST);
        clerk.gives(SECOND);
        time.pass(RemoteJwks.FRESH);
        var set = keysFor("first");
        assertThat(set.has("first")).isFalse();
        assertThat(keys.currentKeys()).isSameAs(set);
    }

    @Test
    void keyIdsThatAreUnknownLeadToOneFetchInTenSeconds() {
        var set = load(FIRST);
        for (int i = 0; i < 1000; i++) {
            assertThat(keysFor("made up " + i)).isSameAs(set);
        }
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL.minus(A_MOMENT));
        assertThat(keysFor("unknown")).isSameAs(set);
        assertThat(clerk.count()).isOne();
        time.pass(A_MOMENT);
        for (int i = 0; i < 1000; i++) {
            assertThat(keysFor("made up " + i).has("first")).isTrue();
        }
        assertThat(clerk.count()).isEqualTo(2);
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL.minus(A_MOMENT));
        assertThat(keysFor("unknown").has("first")).isTrue();
        assertThat(clerk.count()).isEqualTo(2);
    }

    @Test
    void aTokenWithoutKeyIdCountsAsUnknown() {
        var set = load(FIRST);
        assertThat(keys.keysFor(null, ClerkLookups.BLOCKING)).isSameAs(set);
        assertThat(clerk.count()).isOne();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        keys.keysFor(null, ClerkLookups.BLOCKING);
        assertThat(clerk.count()).isEqualTo(2);
    }

    @Test
    void aNewKeyIsFoundAfterTheInterval() {
        load(FIRST);
        clerk.gives(SECOND);
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL.minus(A_MOMENT));
        assertThat(keysFor("second").has("second")).isFalse();
        time.pass(A_MOMENT);
        assertThat(keysFor("second").has("second")).isTrue();
    }

    @Test
    void keysThatAreKnownAreNotWaitedForWhileAnUnknownOneIsLookedFor() {
        var set = load(FIRST);
        clerk.holds();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        assertThat(asking("unknown")).isNotDone();
        assertThat(asking("first").join()).isSameAs(set);
    }

    @Test
    void theLastSetStaysInUseForAnHourWhileClerkIsUnreachable() {
        var set = load(FIRST);
        clerk.fails();
        time.pass(RemoteJwks.FRESH);
        assertThat(keysFor("first")).as("the one who waited").isSameAs(set);
        clerk.holds();
        time.pass(KEPT.minus(RemoteJwks.FRESH).minus(A_MOMENT));
        assertThat(asking("first").join()).as("nobody waits").isSameAs(set);
        assertThat(clerk.count()).isEqualTo(3);
        time.pass(A_MOMENT);
        assertThat(keys.currentKeys()).isNull();
        var waiting = asking("first");
        assertThat(waiting).isNotDone();
        clerk.next().completeExceptionally(new IllegalStateException());
        assertThat(catchThrowable(waiting::join)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(reason("first")).isEqualTo("jwk-remote-failed-to-load");
    }

    @Test
    void keysOlderThanFiveMinutesServeOnlyIfAFetchHasFailed() {
        load(FIRST);
        clerk.holds();
        time.pass(Duration.ofMinutes(30));
        assertThat(keys.currentKeys()).isNull();
        assertThat(asking("first")).isNotDone();
    }

    @Test
    void anOutageThatEndsIsNoticedWithinASecond() {
        var set = load(FIRST);
        clerk.fails();
        time.pass(RemoteJwks.FRESH);
        assertThat(keysFor("first")).isSameAs(set);
        clerk.gives(SECOND);
        time.pass(RemoteJwks.RETRY_INTERVAL.minus(A_MOMENT));
        assertThat(keysFor("first")).isSameAs(set);
        time.pass(A_MOMENT);
        assertThat(keys.currentKeys()).isSameAs(set);
        assertThat(keysFor("second").has("second")).isTrue();
        assertThat(reasonOf(keysFor("first"), "first")).isEqualTo("jwk-kid-mismatch");
        assertThat(clerk.count()).isEqualTo(3);
    }

    private static String reasonOf(VerificationKeys set, String id) {
        return catchThrowableOfType(JwtException.class, () -> set.find(id))
                .error()
                .value();
    }

    /** During an outage it is unknown whether Clerk has such a key. */
    @Test
    void anUnknownKeyDuringAnOutageIsNotReportedAsAMismatch() {
        load(FIRST);
        clerk.fails();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        assertThat(reason("second")).isEqualTo("jwk-remote-failed-to-load");
        assertThat(keysFor("first").has("first")).isTrue();
        assertThat(reason("second")).isEqualTo("jwk-remote-failed-to-load");
    }

    /** Both kinds of caller agree, although only an asynchronous one asks for the keys again after the fetch. */
    @Test
    void anUnknownKeyIsNoMismatchEitherIfTheKeysHaveJustBecomeStale() {
        load(FIRST);
        clerk.fails();
        time.pass(RemoteJwks.FRESH);
        assertThat(reason("second")).isEqualTo("jwk-remote-failed-to-load");
        time.pass(KEPT);
        load(FIRST);
        clerk.holds();
        time.pass(RemoteJwks.FRESH);
        var waiting = asking("second");
        clerk.next().completeExceptionally(new IllegalStateException());
        assertThat(catchThrowable(waiting::join)).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUnknownKeyDuringAnOutageWaitsForNoFetch() {
        load(FIRST);
        clerk.fails();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        var first = refusal("second");
        clerk.holds();
        time.pass(RemoteJwks.RETRY_INTERVAL);
        for (int i = 0; i < 100; i++) {
            assertThat(asking("second")).isCompletedExceptionally();
            assertThat(refusal("made up " + i)).isSameAs(first);
        }
        assertThat(clerk.count()).as("a fetch is in progress all the same").isEqualTo(3);
        clerk.next().complete(SECOND);
        assertThat(keysFor("second").has("second")).isTrue();
    }

    @Test
    void onlyAFewRequestsWaitForAKeyThatTheSetLacks() {
        var set = load(FIRST);
        clerk.holds();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        var waiting = asking(RemoteJwks.MAX_WAITING);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        for (int i = 0; i < 100; i++) {
            assertThat(asking("one more")).isCompletedExceptionally();
        }
        var refused = refusal("one more");
        assertThat(refused.error()).isEqualTo(JwtError.JWK_REMOTE_FAILED_TO_LOAD);
        assertThat(refused.problem())
                .isEqualTo("Too many requests wait for Clerk's keys: 8 tokens with a key id (kid) that is not among the"
                        + " loaded keys are waiting for newer keys.");
        assertThat(keysFor("first")).isSameAs(set);
        assertThat(clerk.count()).isEqualTo(2);
        clerk.next().complete(SECOND);
        assertThat(waiting).allSatisfy(one -> {
            assertThat(one).isCompleted();
            assertThat(one.join().has("second")).isTrue();
        });
    }

    @Test
    void aFetchThatEndsMakesRoomForTheNextRequests() {
        load(FIRST);
        clerk.holds();
        for (int round = 0; round < 3; round++) {
            time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
            var waiting = asking(RemoteJwks.MAX_WAITING);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);
            clerk.next().complete(FIRST);
            assertThat(waiting).allMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void aRequestThatStopsWaitingMakesRoomForAnother() {
        load(FIRST);
        clerk.holds();
        time.pass(RemoteJwks.UNKNOWN_KEY_INTERVAL);
        asking(RemoteJwks.MAX_WAITING - 1);
        Thread.currentThread().interrupt();
        var failure = refusal("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
        assertThat(asking("next")).isNotDone();
        assertThat(asking("one more")).isCompletedExceptionally();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestWaitsIfThereAreNoKeysThatMayBeUsed(boolean stale) {
        if (stale) {
            load(FIRST);
            clerk.holds();
            time.pass(RemoteJwks.FRESH);
        }
        var waiting = asking(10 * RemoteJwks.MAX_WAITING);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        clerk.next().complete(FIRST);
        assertThat(waiting)
                .allSatisfy(one -> assertThat(one.join().has("first")).isTrue());
    }

    @Test
    void withoutAnyKeysAFailureIsReportedAgainForASecond() {
        clerk.fails();
        var first = refusal("first");
        time.pass(RemoteJwks.RETRY_INTERVAL.minus(A_MOMENT));
        var again = refusal("other");
        assertThat(clerk.count()).isOne();
        assertThat(again).hasMessage(first.getMessage()).hasCause(first.getCause());
        time.pass(A_MOMENT);
        clerk.gives(FIRST);
        assertThat(keysFor("first").has("first")).isTrue();
        assertThat(clerk.count()).isEqualTo(2);
    }

    /** One failure is reported to many requests, and the translation for each has its own stack trace. */
    @Test
    void aFailureHasNoStackOfItsOwn() {
        clerk.fails();
        assertThat(refusal("first").getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
    void aRefusalOfClerkIsReportedWithItsStatus(int status) {
        clerk.fails(status);
        assertThat(refusal("first"))
                .hasMessage("Clerk's keys could not be loaded: GET /jwks answered " + status + ".")
                .hasCauseInstanceOf(ClerkApiException.class);
    }

    @Test
    void aSecretKeyThatClerkDoesNotKnowIsReportedAsSuch() {
        var body = "{\"errors\":[{\"code\":\"other\"},{\"code\":\"clerk_key_invalid\"}]}";
        var failure = ClerkApiException.of("jwks.get", "GET", "/jwks", 401, Map.of(), body);
        clerk.answers(() -> CompletableFuture.failedFuture(new CompletionException(failure)));
        var refusal = refusal("first");
        assertThat(refusal.error()).isEqualTo(JwtError.SECRET_KEY_INVALID);
        assertThat(refusal.action()).isEqualTo("Take the secret key from the API keys page of the Clerk Dashboard.");
        assertThat(refusal.problem()).isEqualTo("Clerk refused the secret key.");
        assertThat(refusal("first").action()).isEqualTo(refusal.action());
    }

    @Test
    void aConnectionThatFailsIsReportedWithAnAction() {
        clerk.answers(() -> CompletableFuture.failedFuture(new CompletionException(new java.net.ConnectException())));
        var refusal = refusal("first");
        assertThat(refusal.problem()).isEqualTo("Clerk's keys could not be loaded: ConnectException.");
        assertThat(refusal.action()).isEqualTo("Check that this server can reach Clerk's Backend API.");
        clerk.answers(() -> CompletableFuture.failedFuture(new CompletionException(null)));
        time.pass(RemoteJwks.RETRY_INTERVAL);
        assertThat(refusal("first").problem()).isEqualTo("Clerk's keys could not be loaded: CompletionException.");
    }

    @Test
    void aFetchThatCannotEvenBeginFailsLikeAnother() {
        clerk.answers(() -> {
            throw new IllegalStateException("closed");
        });
        assertThat(reason("first")).isEqualTo("jwk-remote-failed-to-load");
        time.pass(RemoteJwks.RETRY_INTERVAL);
        assertThat(load(FIRST).has("first")).isTrue();
    }

    /** For example if no thread can be created. Later requests would otherwise wait for ever. */
    @Test
    void aFetchThatBreaksDownFailsLikeAnother() {
        clerk.answers(() -> {
            throw new OutOfMemoryError("no thread");
        });
        assertThat(reason("first")).isEqualTo("jwk-remote-failed-to-load");
        time.pass(RemoteJwks.RETRY_INTERVAL);
        assertThat(load(FIRST).has("first")).isTrue();
    }

    @Test
    void keysThatBreakTheProviderAreLeftToTheStandard() {
        var broken = new RemoteJwks(clerk, SignatureProvider.of(new BrokenProvider()), RemoteJwks.FRESH, time);
        clerk.gives(FIRST);
        var key = broken.keysFor("first", ClerkLookups.BLOCKING).find("first");
        assertThat(key.provider()).isSameAs(SignatureProvider.standard());
    }

    private static final class BrokenProvider extends Provider {
        private static final long serialVersionUID = 1;

        private BrokenProvider() {
            super("Broken", "1", "");
            putService(new Service(this, "KeyFactory", "RSA", "none", null, null) {
                @Override
                public Object newInstance(Object parameter) {
                    throw new UnsatisfiedLinkError();
                }
            });
        }
    }

    @Test
    void anAnswerWithoutTextFailsLikeAnother() {
        clerk.answers(() -> CompletableFuture.completedFuture(null));
        assertThat(reason("first")).isEqualTo("jwk-remote-failed-to-load");
        time.pass(RemoteJwks.RETRY_INTERVAL);
        assertThat(load(FIRST).has("first")).isTrue();
    }

    @Test
    void theClockMayRunOver() {
        var late = new Ticker(Long.MAX_VALUE - Duration.ofMinutes(2).toNanos());
        var running = new RemoteJwks(clerk, SignatureProvider.standard(), RemoteJwks.FRESH, late);
        clerk.gives(FIRST);
        var set = running.keysFor("first", ClerkLookups.BLOCKING);
        late.pass(REFRESH_AHEAD.minus(A_MOMENT));
        assertThat(running.currentKeys()).isSameAs(set);
        assertThat(clerk.count()).isOne();
        late.pass(RemoteJwks.FRESH);
        assertThat(running.currentKeys()).isNull();
    }

    @Test
    void anInterruptedRequestStopsWaitingAndStaysInterruptedWhileTheFetchGoesOn() throws Exception {
        var others = asking("first");
        Thread.currentThread().interrupt();
        var failure = refusal("first");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasCauseInstanceOf(InterruptedException.class);
        assertThat(failure.error()).isEqualTo(JwtError.JWK_REMOTE_FAILED_TO_LOAD);
        assertThat(failure.problem()).isEqualTo("The wait for Clerk's keys was interrupted.");
        clerk.next().complete(FIRST);
        assertThat(others.get(10, TimeUnit.SECONDS).has("first")).isTrue();
        assertThat(keysFor("first")).isSameAs(others.join());
        assertThat(clerk.count()).isOne();
    }

    @Test
    void aFutureThatIsCancelledCancelsNothingForOthers() {
        var cancelled = asking("first");
        var other = asking("first");
        cancelled.cancel(true);
        clerk.next().complete(FIRST);
        assertThat(other.join().has("first")).isTrue();
        assertThat(keys.currentKeys()).isSameAs(other.join());
    }

    @Test
    void keysUseTheRequestedProvider() {
        var provider = SignatureProvider.of(new FaultyProvider(FaultyProvider.VerificationAttempt::isGood));
        clerk.gives(FIRST);
        var set = new RemoteJwks(clerk, provider, RemoteJwks.FRESH, time).keysFor("first", ClerkLookups.BLOCKING);
        assertThat(set.find("first").provider()).isSameAs(provider);
    }
}
