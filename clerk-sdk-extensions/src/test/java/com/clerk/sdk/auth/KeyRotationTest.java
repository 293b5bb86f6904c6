package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two threads verify while keys rotate, time passes and Clerk is down now and then. */
class KeyRotationTest {
    private static final int ROUNDS = 4000;

    /** The longest outage is shorter than the time for which keys are kept. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(40);

    private final Ticker time = new Ticker();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private long downSince;
    private boolean down;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noAnswerIsWrongAndNoFetchIsSuperfluousDuringRotation(boolean oneId) throws Exception {
        long seed = System.nanoTime();
        System.out.println("KeyRotationTest: seed " + seed + ", one id " + oneId);
        var threads = Executors.newFixedThreadPool(2);
        try (var clerk = new RotatingClerk(time, oneId)) {
            var verifier = SessionTokenVerifier.builder()
                    .clock(TestTokens.CLOCK)
                    .tokenCacheSize(64)
                    .build(new RemoteJwks(clerk, SignatureProvider.standard(), RemoteJwks.FRESH, time));
            var first = threads.submit(life(clerk, verifier, new Random(seed)));
            var second = threads.submit(life(clerk, verifier, new Random(seed + 1)));
            first.get();
            second.get();
            assertThat(clerk.mistakes()).as("seed %d", seed).isEmpty();
            assertThat(accepted).as("seed %d", seed).hasValueGreaterThan(ROUNDS / 10);
            assertThat(refused).as("seed %d", seed).hasValueGreaterThan(ROUNDS / 10);
            assertThat(clerk.failures()).isBetween(1, clerk.count() - 1);
            assertThat(clerk.generation()).isGreaterThan(10);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Void> life(RotatingClerk clerk, SessionTokenVerifier verifier, Random random) {
        return () -> {
            for (int round = 0; round < ROUNDS; round++) {
                if (random.nextInt(12) == 0) {
                    alone(() -> happen(clerk, random));
                } else {
                    verify(clerk, verifier, random);
                }
            }
            return null;
        };
    }

    private void alone(Runnable action) {
        lock.writeLock().lock();
        try {
            action.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void happen(RotatingClerk clerk, Random random) {
        time.pass(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 2000 : 90_000)));
        if (random.nextInt(8) == 0) {
            clerk.rotate();
        }
        boolean tooLong = down && time.getAsLong() - downSince > LONGEST_OUTAGE.toNanos();
        if (tooLong || random.nextInt(6) == 0) {
            down = !down;
            downSince = time.getAsLong();
            clerk.down(down);
        }
    }

    private void verify(RotatingClerk clerk, SessionTokenVerifier verifier, Random random) throws Exception {
        lock.readLock().lock();
        try {
            int key = Math.max(0, clerk.generation() - random.nextInt(4));
            var token = tokens.computeIfAbsent(key, clerk::token);
            int before = clerk.loaded();
            var outcome = random.nextBoolean() ? TestTokens.outcome(verifier, token) : asynchronous(verifier, token);
            stateOf(clerk, key, outcome, before, clerk.generation());
        } finally {
            lock.readLock().unlock();
        }
    }

    private static String asynchronous(SessionTokenVerifier verifier, String token) throws Exception {
        try {
            verifier.verifyAsync(token).get(60, TimeUnit.SECONDS);
            return "ok";
        } catch (ExecutionException e) {
            return ((TokenVerificationException) e.getCause()).reason().value();
        }
    }

    /** The set that decided was one of those between the last that had surely arrived and the newest. */
    private void stateOf(RotatingClerk clerk, int key, String outcome, int before, int after) {
        var sets = IntStream.rangeClosed(Math.max(before, 0), after);
        var holding = sets.filter(set -> clerk.holds(set, key)).count();
        var all = after - Math.max(before, 0) + 1;
        var what = "key %d, sets %d to %d, %d of them hold it".formatted(key, before, after, holding);
        switch (outcome) {
            case "ok" -> {
                accepted.incrementAndGet();
                assertThat(holding).as(what).isPositive();
            }
            case "jwk-kid-mismatch", "token-invalid-signature" -> {
                refused.incrementAndGet();
                assertThat(holding).as(what).isLessThan(all);
            }
            case "jwk-remote-failed-to-load" -> {
                assertThat(clerk.failures()).isPositive();
                assertThat(before < 0 || holding < all).as(what).isTrue();
            }
            default -> throw new AssertionError(outcome);
        }
    }
}
