package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeliveryStoreTest {
    private final DeliveryStore store = DeliveryStore.inMemory(100);
    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void workIsDoneOnce() {
        assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isTrue();
        assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isFalse();
        assertThat(store.handleOnce("msg_2", count::incrementAndGet)).isTrue();
        assertThat(count).hasValue(2);
    }

    @Test
    void ofManyThreadsOneDoesTheWork() throws Exception {
        for (int round = 0; round < 50; round++) {
            var id = "msg_" + round;
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> store.handleOnce(id, () -> {
                    int before = count.get();
                    Thread.onSpinWait();
                    count.set(before + 1);
                }));
            }
            int done = 0;
            for (var call : pool.invokeAll(calls)) {
                done += call.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(count).hasValue(50);
    }

    @Test
    void theOtherThreadsWaitForTheOutcome() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = pool.submit(() -> store.handleOnce("msg_1", () -> {
            begun.countDown();
            await(release);
            count.incrementAndGet();
        }));
        await(begun);
        var waiting = new ArrayList<Future<Integer>>();
        for (int i = 0; i < 3; i++) {
            waiting.add(pool.submit(() -> {
                assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isFalse();
                return count.get();
            }));
        }
        // Other deliveries are handled in the meantime.
        assertThat(pool.submit(() -> store.handleOnce("msg_2", () -> {})).get()).isTrue();
        assertThat(waiting).noneMatch(Future::isDone);

        release.countDown();

        assertThat(first.get()).isTrue();
        for (var other : waiting) {
            assertThat(other.get()).isEqualTo(1);
        }
    }

    @Test
    void ifTheFirstThreadFailsAnotherDoesTheWork() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = pool.submit(() -> store.handleOnce("msg_1", () -> {
            begun.countDown();
            await(release);
            throw new IllegalStateException("failed");
        }));
        await(begun);
        var others = List.of(
                pool.submit(() -> store.handleOnce("msg_1", count::incrementAndGet)),
                pool.submit(() -> store.handleOnce("msg_1", count::incrementAndGet)));

        release.countDown();

        assertThatThrownBy(first::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("failed");
        assertThat(List.of(others.get(0).get(), others.get(1).get())).containsExactlyInAnyOrder(true, false);
        assertThat(count).hasValue(1);
    }

    @Test
    void anErrorIsPassedOnLikeAnException() {
        assertThatThrownBy(() -> store.handleOnce("msg_1", () -> {
                    throw new AssertionError("failed");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isTrue();
    }

    @Test
    void theOldestDeliveryIsForgottenFirst() {
        var small = DeliveryStore.inMemory(2);
        for (var id : List.of("msg_1", "msg_2", "msg_3")) {
            assertThat(small.handleOnce(id, () -> {})).isTrue();
        }

        assertThat(small.handleOnce("msg_3", () -> {})).isFalse();
        assertThat(small.handleOnce("msg_2", () -> {})).isFalse();
        assertThat(small.handleOnce("msg_1", () -> {})).isTrue();
        assertThat(small.handleOnce("msg_2", () -> {})).isTrue();
    }

    @Test
    void aFailedDeliveryTakesNoCapacity() {
        var small = DeliveryStore.inMemory(1);
        small.handleOnce("msg_1", () -> {});
        assertThatThrownBy(() -> small.handleOnce("msg_2", () -> {
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(small.handleOnce("msg_1", () -> {})).isFalse();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = pool.submit(() -> store.handleOnce("msg_1", () -> {
            begun.countDown();
            await(release);
        }));
        await(begun);
        var outcome = new CompletableFuture<Throwable>();
        var second = new Thread(() -> {
            var failure = catchThrowable(() -> store.handleOnce("msg_1", count::incrementAndGet));
            outcome.complete(Thread.currentThread().isInterrupted() ? failure : null);
        });
        second.start();
        second.interrupt();

        assertThat(outcome.get())
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(InterruptedException.class)
                .hasMessageStartingWith("The thread was interrupted while it waited");
        release.countDown();
        assertThat(first.get()).isTrue();
        assertThat(count).hasValue(0);
    }

    @Test
    void workThatHandlesItsOwnDeliveryFailsAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce("msg_1", () -> store.handleOnce("msg_1", count::incrementAndGet)))
                .withMessageStartingWith("This thread handles the same delivery already.");
        assertThat(count).hasValue(0);

        assertThat(store.handleOnce("msg_1", () -> store.handleOnce("msg_2", count::incrementAndGet)))
                .as("the failed delivery counts as not handled, and another one may be handled within")
                .isTrue();
        assertThat(count).hasValue(1);
    }

    @Test
    void workThatWaitsForAnotherThreadWithItsOwnDeliveryIsNotStuck() {
        var impatient = new InMemoryDeliveryStore(10, Duration.ofMillis(50));
        assertThatThrownBy(() -> impatient.handleOnce(
                        "msg_1", () -> get(pool.submit(() -> impatient.handleOnce("msg_1", count::incrementAndGet)))))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .rootCause()
                .hasMessageStartingWith("Another thread has handled the same delivery for more than 0 seconds.");

        assertThat(count).hasValue(0);
        assertThat(impatient.handleOnce("msg_1", count::incrementAndGet)).isTrue();
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theCapacityIsAtLeastOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeliveryStore.inMemory(0))
                .withMessageContaining("0");
        assertThat(DeliveryStore.inMemory(1)).hasToString("DeliveryStore(in memory, at most 1)");
        assertThat(DeliveryStore.inMemory(1).handleOnce("msg_1", () -> {})).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
