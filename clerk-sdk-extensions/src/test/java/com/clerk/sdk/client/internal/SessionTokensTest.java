package com.clerk.sdk.client.internal;

import static com.clerk.sdk.client.FrontendStub.jwt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.client.internal.TokenMint.Minted;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SessionTokensTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final TokenKey KEY = new TokenKey("sess_1", null, null);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final SimulatedClock clock = new SimulatedClock(START);
    private final AtomicInteger serverOffset = new AtomicInteger();
    private final SimulatedMint mint = new SimulatedMint(
            () -> START.plusNanos(clock.nanos() - 1_000_000_000L).plusSeconds(serverOffset.get()));
    private final SessionTokens tokens = new SessionTokens(mint, clock, Runnable::run);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private String get() {
        return tokens.get(KEY, MARGIN);
    }

    private static double issuedAt(String jwt) {
        return SessionJwt.read(jwt).issuedAt() - START.getEpochSecond();
    }

    @Test
    void aTokenIsUsedUntilFifteenSecondsBeforeItsEnd() {
        var first = get();
        clock.pass(Duration.ofSeconds(43));

        assertThat(get()).isEqualTo(first);
        assertThat(mint.count()).isEqualTo(1);
    }

    @Test
    void belowTheMarginTheCallerGetsATokenWithAWholeLife() {
        get();
        clock.pass(Duration.ofSeconds(51)); // 9 s are left

        assertThat(issuedAt(get())).isEqualTo(51);
    }

    @Test
    void aTokenThatArrivesOldCountsFromItsIssue() {
        tokens.hydrate(KEY, jwt("sess_1", null, START), START.plusSeconds(45));

        clock.pass(Duration.ofSeconds(3));
        assertThat(issuedAt(get())).isZero();
        clock.pass(Duration.ofSeconds(3)); // 51 s after its issue
        assertThat(get()).isNotEqualTo(jwt("sess_1", null, START));
    }

    @Test
    void aWrongClockLocksNobodyOut() {
        for (int minutes : new int[] {10, -10, 600, -600}) {
            clock.setWallClock(Duration.ofMinutes(minutes));
            var own = new SessionTokens(mint, clock, Runnable::run);
            int before = mint.count();
            for (int second = 0; second < 300; second++) {
                assertThat(own.get(KEY, MARGIN)).isNotNull();
                clock.pass(Duration.ofSeconds(1));
            }
            // Tokens that are renewed 15 s before their end: 300 / 44.
            assertThat(mint.count() - before).isBetween(6, 8);
        }
    }

    @Test
    void sleepCountsAsTime() {
        get();
        clock.sleep(Duration.ofMinutes(2));
        serverOffset.addAndGet(120);

        assertThat(issuedAt(get())).isEqualTo(120);
    }

    @Test
    void aWallClockThatIsSetBackProlongsNoToken() {
        var first = get();
        clock.setWallClock(Duration.ofHours(-1));
        clock.pass(Duration.ofSeconds(61));

        assertThat(get()).isNotEqualTo(first);
    }

    @Test
    void aWallClockThatIsSetForwardCausesOneMoreRequest() {
        get();
        clock.setWallClock(Duration.ofHours(1));
        get();
        clock.pass(Duration.ofSeconds(2));
        get();

        assertThat(mint.count()).isEqualTo(2);
    }

    @Test
    void aServerThatRepeatsItsTokenIsAskedOncePerSecond() {
        get();
        mint.fixed = jwt("sess_1", null, START);
        clock.pass(Duration.ofSeconds(52));
        int before = mint.count();
        for (int i = 0; i < 1000; i++) {
            assertThat(get()).isEqualTo(mint.fixed);
            clock.pass(Duration.ofMillis(2));
        }

        assertThat(mint.count() - before).isLessThanOrEqualTo(4); // in 2 s
    }

    @Test
    void aMarginLongerThanTheLifeOfTokensCausesOneRequestPerSecond() {
        for (int i = 0; i < 1000; i++) {
            assertThat(tokens.get(KEY, Duration.ofSeconds(70))).isNotNull();
            clock.pass(Duration.ofMillis(2));
        }

        assertThat(mint.count()).isLessThanOrEqualTo(4);
        assertThat(tokens.get(KEY, Duration.ofSeconds(Long.MAX_VALUE))).isNotNull();
    }

    @Test
    void aTokenThatStillLivesIsUsedWhileClerkCannotBeReached() {
        var first = get();
        mint.reachable = false;
        clock.pass(Duration.ofSeconds(55));

        assertThat(get()).isEqualTo(first);
        clock.pass(Duration.ofSeconds(5));
        assertThatThrownBy(this::get).isInstanceOf(ClerkConnectionException.class);
    }

    @Test
    void anOfflineCallerMakesARequestEachTimeAndGetsTheCause() {
        mint.reachable = false;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::get)
                    .isInstanceOf(ClerkConnectionException.class)
                    .hasMessage("unreachable");
        }
        assertThat(mint.count()).isEqualTo(3);

        mint.reachable = true;
        assertThat(get()).isNotNull();
    }

    @Test
    void anAskedForTokenIsNewAndTheCacheKeepsTheFresherOne() {
        // Two answers in reverse order: the older token comes last.
        var older = jwt("sess_1", null, START.plusSeconds(1));
        var newer = jwt("sess_1", null, START.plusSeconds(2));
        mint.fixed = newer;
        assertThat(tokens.getNew(KEY)).isEqualTo(newer);
        mint.fixed = older;
        assertThat(tokens.getNew(KEY)).isEqualTo(older);

        assertThat(get()).isEqualTo(newer);
        assertThat(mint.count()).isEqualTo(2);
    }

    @Test
    void keysAreSessionOrganizationAndTemplate() {
        tokens.get(new TokenKey("sess_1", "org_1", null), MARGIN);
        tokens.get(new TokenKey("sess_1", null, "org_1"), MARGIN);
        tokens.get(new TokenKey("sess_1", "org_2", "org_1"), MARGIN);
        tokens.get(new TokenKey("sess_2", "org_1", null), MARGIN);

        assertThat(mint.count()).isEqualTo(4);
    }

    @Test
    void aHundredThreadsOnAColdCacheCauseOneRequest() throws Exception {
        var gate = new CountDownLatch(1);
        var requests = new AtomicInteger();
        TokenMint slow = (key, last) -> {
            requests.incrementAndGet();
            await(gate);
            return new Minted(jwt("sess_1", key.organizationId(), START), START);
        };
        var shared = new SessionTokens(slow, clock, threads);
        var results = new ArrayList<Future<String>>();
        var waiting = new CountDownLatch(300);
        for (int i = 0; i < 100; i++) {
            for (var organization : List.of("org_1", "org_2", "org_3")) {
                var key = new TokenKey("sess_1", organization, null);
                results.add(threads.submit(() -> {
                    waiting.countDown();
                    return shared.get(key, MARGIN);
                }));
            }
        }
        waiting.await();
        gate.countDown();

        for (var result : results) {
            assertThat(result.get()).isNotNull();
        }
        assertThat(requests).hasValue(3);
    }

    @Test
    void aHundredThreadsAtTheMomentOfExpiryCauseOneRequest() throws Exception {
        get();
        clock.pass(Duration.ofSeconds(60));
        var start = new CountDownLatch(1);
        var results = new ArrayList<Future<String>>();
        for (int i = 0; i < 100; i++) {
            results.add(threads.submit(() -> {
                start.await();
                return get();
            }));
        }
        start.countDown();

        for (var result : results) {
            assertThat(issuedAt(result.get())).isEqualTo(60);
        }
        assertThat(mint.count()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForARenewalAheadOfTheEnd() {
        var later = new ArrayDeque<Runnable>(); // workers that are slow
        var own = new SessionTokens(mint, clock, later::add);
        mint.fixed = jwt("sess_1", null, START);
        own.getNew(KEY);
        mint.fixed = null;
        clock.pass(Duration.ofSeconds(47));
        for (int i = 0; i < 100; i++) {
            assertThat(issuedAt(own.get(KEY, MARGIN))).isZero();
        }

        assertThat(later).hasSize(1);
        later.remove().run();
        assertThat(issuedAt(own.get(KEY, MARGIN))).isEqualTo(47);
    }

    @Test
    void aFailureIsToldToAllWhoWaitedAndLeavesNothingBehind() throws Exception {
        var gate = new CountDownLatch(1);
        var requests = new AtomicInteger();
        var failure = ClerkApiException.of("sessions.createToken", "POST", "/tokens", 500, Map.of(), "{}");
        TokenMint failing = (key, last) -> {
            requests.incrementAndGet();
            await(gate);
            throw failure;
        };
        var shared = new SessionTokens(failing, clock, threads);
        var flight = shared.entry(KEY).flight;
        var waiting = new ArrayList<CompletableFuture<SessionJwt>>();
        for (int i = 0; i < 100; i++) {
            waiting.add(flight.join(
                    () -> {
                        requests.incrementAndGet();
                        await(gate);
                        throw failure;
                    },
                    threads));
        }
        gate.countDown();

        for (var each : waiting) {
            assertThatThrownBy(() -> Waiting.forResult(each, "it")).isSameAs(failure);
        }
        assertThat(requests).hasValue(1);
        assertThatThrownBy(() -> shared.get(KEY, MARGIN)).isSameAs(failure);
        assertThat(requests).hasValue(2);
    }

    @Test
    void aTokenIsCachedBeforeThoseWhoWaitForItGoOn() throws Exception {
        for (int round = 0; round < 2000; round++) {
            var own = new SessionTokens(mint, clock, threads);
            var result = threads.submit(() -> own.get(KEY, MARGIN));
            result.get();
            assertThat(own.entry(KEY).token()).isNotNull();
        }
    }

    @Test
    void anInterruptEndsTheWaitOfOneThreadAlone() throws Exception {
        var gate = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        TokenMint slow = (key, last) -> {
            asked.countDown();
            await(gate);
            return new Minted(jwt("sess_1", null, START), START);
        };
        var shared = new SessionTokens(slow, clock, threads);
        var other = threads.submit(() -> shared.get(KEY, MARGIN));
        asked.await();
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var interrupted = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                shared.get(KEY, MARGIN);
            } catch (ClerkConnectionException e) {
                failures.add(e);
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        interrupted.start();
        interrupted.join();
        gate.countDown();

        assertThat(failures).hasSize(1);
        assertThat(other.get()).isNotNull();
    }

    @Test
    void closingReleasesAllWhoWaitAndDropsTheLateAnswer() throws Exception {
        var gate = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        TokenMint slow = (key, last) -> {
            asked.countDown();
            await(gate);
            return new Minted(jwt("sess_1", null, START), START);
        };
        var shared = new SessionTokens(slow, clock, threads);
        var waiting = threads.submit(() -> shared.get(KEY, MARGIN));
        asked.await();
        shared.close();

        assertThatThrownBy(waiting::get).hasRootCauseMessage("This client is closed");
        gate.countDown();
        assertThatThrownBy(() -> shared.get(KEY, MARGIN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This client is closed");
    }

    @Test
    void theEndOfASessionReleasesItsCallersAndDropsTheLateAnswer() throws Exception {
        var gate = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        TokenMint slow = (key, last) -> {
            asked.countDown();
            await(gate);
            return new Minted(jwt("sess_1", null, START), START);
        };
        Executor workers = task -> threads.execute(() -> {
            task.run();
            answered.countDown();
        });
        var shared = new SessionTokens(slow, clock, workers);
        var entry = shared.entry(KEY);
        var waiting = threads.submit(() -> shared.get(KEY, MARGIN));
        asked.await();
        shared.endSession("sess_1");

        assertThat(waiting.get()).isNull();
        gate.countDown();
        answered.await();
        assertThat(entry.token()).isNull();
        assertThat(shared.entry(KEY).token()).isNull();
    }

    @Test
    void aRefusedTokenIsReplacedByTheCachedOneFirst() {
        var first = get();
        clock.pass(Duration.ofSeconds(5));
        var second = tokens.getOther(KEY, first);

        assertThat(second).isNotEqualTo(first);
        assertThat(tokens.getOther(KEY, first)).isEqualTo(second);
        assertThat(mint.count()).isEqualTo(2);
    }

    @Test
    void aServerThatRefusesEveryTokenCausesOneRequestPerSecond() {
        var refused = get();
        for (int call = 0; call < 100; call++) {
            refused = tokens.getOther(KEY, refused);
            clock.pass(Duration.ofMillis(100));
        }

        assertThat(mint.count()).isBetween(10, 12); // one at first, and one per second
        assertThat(refused).isNotNull();
    }

    @Test
    void anExpiredTokenIsReplacedWhateverWasRefusedBefore() {
        mint.lifeSeconds = 2; // one second is left when it arrives
        var first = get();
        var second = tokens.getOther(KEY, first);
        clock.pass(Duration.ofMillis(999));
        clock.setWallClock(Duration.ofSeconds(5));

        assertThat(tokens.getOther(KEY, second)).isNotNull();
        assertThat(mint.count()).isEqualTo(3);
    }

    @Test
    void aTokenThatIsNotAJwtIsHandedOutAndNotCached() {
        mint.fixed = "opaque";
        assertThat(get()).isEqualTo("opaque");
        mint.fixed = null;

        assertThat(issuedAt(get())).isZero();
    }

    @Test
    void aTokenWithoutATimeOfTheServerCountsAsJustIssued() {
        var own =
                new SessionTokens((key, last) -> new Minted(mint.mint(key, last).jwt(), null), clock, Runnable::run);
        clock.setWallClock(Duration.ofHours(5));
        own.get(KEY, MARGIN);
        clock.pass(Duration.ofSeconds(43));
        own.get(KEY, MARGIN);

        assertThat(mint.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3600, -600, -50, 50, 600, 3600})
    void aWrongClockOfAProxyNeitherProlongsATokenNorCausesARequestPerCall(int seconds) {
        var requests = new AtomicInteger();
        var own = new SessionTokens(
                (key, last) -> {
                    requests.incrementAndGet();
                    var now = START.plusNanos(clock.nanos() - 1_000_000_000L);
                    return new TokenMint.Minted(jwt("sess_1", null, now), now.plusSeconds(seconds));
                },
                clock,
                Runnable::run);
        for (int second = 0; second < 300; second++) {
            assertThat(issuedAt(own.get(KEY, MARGIN))).isGreaterThan(second - 60);
            clock.pass(Duration.ofSeconds(1));
        }

        // 50 s fast, a token seems to have 9 s left, below the margin: then it is asked for once per second.
        assertThat(requests).hasValueLessThanOrEqualTo(seconds == 50 ? 300 : 8);
    }

    @Test
    void aTokenOfAnotherSessionOrOrganizationIsNotTakenOver() {
        tokens.hydrate(KEY, jwt("sess_2", null, START), START);
        tokens.hydrate(KEY, jwt("sess_1", "org_1", START), START);
        tokens.hydrate(KEY, jwt("sess_1", null, START), null);
        tokens.hydrate(KEY, "opaque", START);
        tokens.hydrate(KEY, jwt("sess_1", null, START.minusSeconds(120)), START);
        assertThat(tokens.entry(KEY).token()).isNull();

        tokens.hydrate(KEY, jwt("sess_1", null, START), START);
        assertThat(tokens.entry(KEY).token()).isNotNull();
    }

    @Test
    void theEntriesOfManyKeysAreForgottenWhenTheyHaveEnded() {
        for (int i = 0; i < 2000; i++) {
            tokens.get(new TokenKey("sess_1", "org_" + i, null), MARGIN);
            clock.pass(Duration.ofSeconds(1));
        }
        var first = new TokenKey("sess_1", "org_0", null);
        assertThat(tokens.entry(first).token()).isNull();
    }

    @Test
    void aRequestThatRunsOnTheOnlyThreadOfItsCallerIsNotWaitedForByIt() throws Exception {
        // The caller holds the only thread of its own executor; the request runs elsewhere.
        var single = Executors.newSingleThreadExecutor();
        try {
            var own = new SessionTokens(mint, clock, threads);
            assertThat(single.submit(() -> own.get(KEY, MARGIN)).get()).isNotNull();
        } finally {
            single.shutdownNow();
        }
    }

    @Test
    void backgroundRequestsComeOncePerLifeAndOnlyForTheActiveKey() {
        var timers = new ManualTimer();
        var active = new TokenKey[] {KEY};
        try (var background = new BackgroundRefresh(tokens, () -> active[0], timers)) {
            tokens.afterRequest(background::arm);
            for (int i = 0; i < 1000; i++) { // touches and switches
                active[0] = i % 2 == 0 ? KEY : new TokenKey("sess_1", "org_1", null);
                background.arm();
            }
            active[0] = KEY;
            get();
            int before = mint.count();
            for (int second = 0; second < 600; second++) {
                clock.pass(Duration.ofSeconds(1));
                timers.passTo(clock.nanos());
            }
            assertThat(mint.count() - before).isBetween(13, 15);
            assertThat(timers.size()).isEqualTo(1);

            active[0] = null; // signed out
            background.arm();
            assertThat(timers.size()).isZero();
        }
    }

    @Test
    void theTimerIsThatOfTheKeyWhichBecameActiveLast() throws Exception {
        var timers = new ManualTimer();
        var other = new TokenKey("sess_1", "org_1", null);
        get();
        tokens.get(other, MARGIN);
        var switching = new AtomicReference<Thread>();
        var itself = new AtomicReference<BackgroundRefresh>();
        Supplier<TokenKey> active = () -> {
            if (switching.get() != null) {
                return other;
            }
            // The other key becomes active while this one is on its way to the timer.
            var thread = new Thread(() -> itself.get().arm());
            switching.set(thread);
            thread.start();
            while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            return KEY;
        };
        try (var background = new BackgroundRefresh(tokens, active, timers)) {
            itself.set(background);
            background.arm();
            switching.get().join();
            clock.pass(Duration.ofSeconds(44));
            timers.runAll();
        }

        assertThat(mint.requests).hasSize(3).last().isEqualTo(other);
    }

    @Test
    void aTimerThatFiresAfterTheEndOfTheTokenDoesNothing() {
        var timers = new ManualTimer();
        try (var background = new BackgroundRefresh(tokens, () -> KEY, timers)) {
            tokens.afterRequest(background::arm);
            get();
            clock.sleep(Duration.ofHours(3));
            timers.runAll();
        }
        assertThat(mint.count()).isEqualTo(1);
    }

    @Test
    void aClosedClientHasNoTimer() {
        var timers = new ManualTimer();
        var background = new BackgroundRefresh(tokens, () -> KEY, timers);
        tokens.afterRequest(background::arm);
        get();
        assertThat(timers.size()).isEqualTo(1);
        background.close();
        background.arm();

        assertThat(timers.size()).isZero();
        assertThat(timers.closed).isTrue();
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A timer whose tasks a test runs. */
    private final class ManualTimer implements BackgroundRefresh.Timer {
        private record Task(Runnable action, long due) {}

        private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
        private boolean closed;

        @Override
        public Runnable schedule(Runnable action, long nanos) {
            var task = new Task(action, clock.nanos() + nanos);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        void passTo(long now) {
            for (var task : tasks) {
                if (task.due() <= now && tasks.remove(task)) {
                    task.action().run();
                }
            }
        }

        void runAll() {
            passTo(Long.MAX_VALUE);
        }

        int size() {
            return tasks.size();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
