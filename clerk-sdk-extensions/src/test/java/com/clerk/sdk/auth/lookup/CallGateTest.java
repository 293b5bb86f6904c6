package com.clerk.sdk.auth.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.RateLimitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls a gate lets through, and how long they last. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallGateTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final List<CompletableFuture<String>> calls = new ArrayList<>();

    private CompletableFuture<String> start() {
        var call = new CompletableFuture<String>();
        calls.add(call);
        return call;
    }

    private static Throwable failure(CompletableFuture<?> result) {
        var thrown = catchThrowable(() -> result.get(30, TimeUnit.SECONDS));
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    @Test
    void callsBeyondTheLimitWaitForTheirTurnAndThoseBeyondThatAreRefusedAtOnce() {
        var gate = new CallGate(2, 3, LONG, Duration.ZERO, Runnable::run);
        var results =
                IntStream.range(0, 7).mapToObj(i -> gate.call(this::start)).toList();
        assertThat(calls).hasSize(2);
        assertThat(results.subList(0, 5)).noneMatch(CompletableFuture::isDone);
        assertThat(failure(results.get(5)))
                .isInstanceOf(ClerkConnectionException.class)
                .hasMessage("Too many requests wait for Clerk: 2 calls of this kind are in progress, and 3 more are"
                        + " waiting.")
                .satisfies(e -> assertThat(((ClerkConnectionException) e).requestMayHaveArrived())
                        .isFalse());
        calls.get(1).complete("b");
        assertThat(calls).hasSize(3);
        assertThat(results.get(1).join()).isEqualTo("b");
        calls.get(0).completeExceptionally(new IllegalStateException("broken"));
        assertThat(failure(results.get(0))).isInstanceOf(IllegalStateException.class);
        calls.get(2).complete("c");
        assertThat(results.get(2).join()).as("in the order of their coming").isEqualTo("c");
        calls.get(3).complete("d");
        calls.get(4).complete("e");
        assertThat(results.get(4).join()).isEqualTo("e");
        assertThat(gate.call(this::start)).isNotDone();
        assertThat(calls).as("a free place is used").hasSize(6);
    }

    @Test
    void aCallThatCannotBeStartedFreesItsPlace() {
        var gate = new CallGate(1, 0, LONG, Duration.ZERO, Runnable::run);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(gate.call(() -> {
                        throw new IllegalStateException("closed");
                    })))
                    .hasMessage("closed");
        }
        assertThat(gate.call(() -> CompletableFuture.completedFuture("x")).join())
                .isEqualTo("x");
    }

    @Test
    void aCallThatTakesTooLongFailsIsCancelledAndFreesItsPlace() {
        var gate = new CallGate(1, 1, Duration.ofMillis(200), Duration.ZERO, Runnable::run);
        var slow = gate.call(this::start);
        var behind = gate.call(this::start);
        assertThat(failure(slow))
                .isInstanceOf(ClerkConnectionException.class)
                .hasMessageStartingWith("Clerk did not answer within")
                .satisfies(e ->
                        assertThat(((ClerkConnectionException) e).isTimeout()).isTrue());
        assertThat(failure(behind)).isInstanceOf(ClerkConnectionException.class);
        assertThat(calls.get(0)).isCancelled();
        assertThat(gate.call(() -> CompletableFuture.completedFuture("x")).join())
                .isEqualTo("x");
    }

    @Test
    void aTimeoutAndAllThatFollowsItRunOnTheExecutor() {
        var executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
        try {
            var gate = new CallGate(1, 1, Duration.ofMillis(50), Duration.ZERO, executor);
            var attached = new CompletableFuture<Void>();
            executor.execute(attached::join); // the timeout has to wait until the stages below are there
            var slow = new CompletableFuture<String>();
            var cancelled = slow.handle((value, failure) -> threadName());
            var late = gate.call(() -> slow).handle((value, failure) -> threadName());
            attached.complete(null);
            assertThat(late.join()).isEqualTo("worker");
            assertThat(cancelled.join()).isEqualTo("worker");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void aQueuedCallIsStartedOnTheExecutor() {
        var executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "worker"));
        try {
            var gate = new CallGate(1, 1, LONG, Duration.ZERO, executor);
            gate.call(this::start);
            var queued = gate.call(() -> CompletableFuture.completedFuture(threadName()));
            calls.get(0).complete("on the thread that received the answer");
            assertThat(queued.join()).isEqualTo("worker");
        } finally {
            executor.shutdownNow();
        }
    }

    private static RateLimitException limit(int retryAfter) {
        var headers = Map.of("Retry-After", List.of(Integer.toString(retryAfter)));
        return (RateLimitException) ClerkApiException.of("keys.verify", "POST", "/keys/verify", 429, headers, "{}");
    }

    @Test
    void afterALimitOfClerkNoCallIsSentUntilTheWaitIsOverAndThoseThatWaitFail() {
        var gate = new CallGate(1, 1, LONG, LONG, Runnable::run);
        var first = gate.call(this::start);
        var waiting = gate.call(this::start);

        calls.get(0).completeExceptionally(limit(200));

        assertThat(failure(first)).isInstanceOf(RateLimitException.class);
        for (var refused : List.of(waiting, gate.call(this::start))) {
            assertThat(failure(refused))
                    .isInstanceOf(ClerkConnectionException.class)
                    .hasMessageStartingWith("Clerk has asked this server to wait")
                    .satisfies(e -> assertThat(((ClerkConnectionException) e).requestMayHaveArrived())
                            .isFalse());
        }
        assertThat(calls).hasSize(1);
    }

    @Test
    void noWaitIsLongerThanTheGateAllows() throws InterruptedException {
        var gate = new CallGate(1, 1, LONG, Duration.ofMillis(1), Runnable::run);
        gate.call(this::start);
        calls.get(0).completeExceptionally(limit(86_400));
        Thread.sleep(5);

        assertThat(gate.call(() -> CompletableFuture.completedFuture("x")).join())
                .isEqualTo("x");
    }

    @Test
    void aGateWithoutPausesLetsTheNextCallGo() {
        var gate = new CallGate(1, 1, LONG, Duration.ZERO, Runnable::run);
        gate.call(this::start);
        var next = gate.call(() -> CompletableFuture.completedFuture("x"));

        calls.get(0).completeExceptionally(limit(200));

        assertThat(next.join()).isEqualTo("x");
    }

    private static String threadName() {
        return Thread.currentThread().getName();
    }

    @Test
    void noMoreThanTheLimitAreInProgressWhateverComes() {
        long seed = new Random().nextLong();
        System.out.println("CallGateTest seed " + seed);
        var random = new Random(seed);
        var gate = new CallGate(4, 8, LONG, Duration.ZERO, Runnable::run);
        var running = new AtomicInteger();
        var open = new ArrayList<CompletableFuture<String>>();
        var results = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3 || open.isEmpty()) {
                results.add(gate.call(() -> {
                    assertThat(running.incrementAndGet()).as("seed %s", seed).isLessThanOrEqualTo(4);
                    var call = new CompletableFuture<String>();
                    // Registered before the gate sees the future, so it counts down before the gate frees the place.
                    var counted = call.whenComplete((value, failure) -> running.decrementAndGet());
                    open.add(call);
                    return counted;
                }));
            } else {
                open.remove(random.nextInt(open.size())).complete("x");
            }
        }
        while (!open.isEmpty()) {
            open.remove(0).complete("x");
        }
        assertThat(results).as("seed %s", seed).allMatch(CompletableFuture::isDone);
        assertThat(results.stream()
                        .filter(result -> !result.isCompletedExceptionally())
                        .count())
                .as("seed %s", seed)
                .isGreaterThan(1_000);
        assertThat(catchThrowable(() -> results.stream()
                        .filter(CompletableFuture::isCompletedExceptionally)
                        .findAny()
                        .orElseThrow()
                        .join()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClerkConnectionException.class);
    }
}
