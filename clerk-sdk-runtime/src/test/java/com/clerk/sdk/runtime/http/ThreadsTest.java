package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The threads of a client: whose code runs on them, and when they end. */
class ThreadsTest extends HttpTest {
    private static ApiCall<String> get(ApiClient client) {
        return client.get("things.get", "/things").returnsText();
    }

    private void always(MockResponse answer) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer;
            }
        });
    }

    private static Set<Thread> threadsOfPrograms() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void theEndOfTheLastTaskWaitsForNobodyWhoClosesTheClient() throws InterruptedException {
        var heldByTheCloser = new ReentrantLock();
        var closed = new CountDownLatch(1);
        var threads = new Threads(() -> {
            heldByTheCloser.lock();
            closed.countDown();
        });
        var running = new CountDownLatch(1);
        threads.workers().execute(() -> await(running));

        heldByTheCloser.lock();
        threads.shutDown();
        running.countDown();

        assertThat(threads.workers().awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        heldByTheCloser.unlock();
        closed.await();
    }

    @Test
    void noThreadKeepsAProgramAlive() {
        try (var raw = RawServer.answering(RawServer.ok("{}"))) {
            var before = threadsOfPrograms();
            var open = client(b -> b.baseUrl(raw.url()));
            get(open).execute();
            get(open).executeAsync().join();
            try (var failing = RawServer.answering("HTTP/1.1 429 No\r\nContent-Length: 0\r\n\r\n")) {
                var retrying = client(b -> b.baseUrl(failing.url()).retryPolicy(attempt -> Duration.ofSeconds(30)));
                get(retrying).executeAsync();
                assertThat(threadsOfPrograms()).isSubsetOf(before);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        var mine = new CopyOnWriteArrayList<Thread>();
        var busy = client(b -> b.interceptor(chain -> {
            mine.add(Thread.currentThread());
            return chain.proceed(chain.request());
        }));
        answer(200, "");
        get(busy).executeAsync().thenRun(() -> mine.add(Thread.currentThread())).join();
        busy.close();
        for (var thread : mine) {
            thread.join(5_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void stagesThatBlockHoldUpNeitherOtherCallsNorTheTimerOfThePlatform() throws Exception {
        var attached = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                await(attached);
                return new MockResponse.Builder().code(200).build();
            }
        });
        var release = new CountDownLatch(1);
        var stages = new ArrayList<CompletableFuture<Void>>();
        try {
            for (int i = 0; i < 100; i++) { // more than the calls that run at a time
                stages.add(get(client).executeAsync().thenAccept(text -> await(release)));
            }
            attached.countDown();
            assertThat(get(client).executeAsync().get(10, TimeUnit.SECONDS)).isEmpty();
            assertThat(get(client).execute()).isEmpty();
            var foreign = new CompletableFuture<String>().completeOnTimeout("done", 10, TimeUnit.MILLISECONDS);
            assertThat(foreign.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        } finally {
            release.countDown();
        }
        CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void stagesRunOnTheExecutorThatWasHandedIn() throws Exception {
        always(new MockResponse.Builder().code(429).build());
        var executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        try {
            var listened = new CopyOnWriteArrayList<String>();
            var handed = client(b -> b.executor(executor)
                    .retryPolicy(failed -> failed.attempt() < 3 ? millis(1) : null)
                    .listener(event -> listened.add(Thread.currentThread().getName())));
            var gate = new CountDownLatch(1);
            executor.execute(() -> await(gate)); // so that the stage below is there before the future is completed
            var stage = get(handed)
                    .executeAsync()
                    .handle((text, failure) -> Thread.currentThread().getName());
            gate.countDown();
            assertThat(stage.get(10, TimeUnit.SECONDS)).isEqualTo("mine");
            assertThat(listened).hasSize(3).containsOnly("mine");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRefusesLeavesNoFutureOpen() throws Exception {
        always(new MockResponse.Builder().code(200).body("done").build());
        var full = client(b -> b.executor(task -> {
            throw new RejectedExecutionException("full");
        }));
        assertThat(get(full).executeAsync().get(10, TimeUnit.SECONDS)).isEqualTo("done");
        var exhausted = client(b -> b.executor(task -> {
            throw new OutOfMemoryError("no thread");
        }));
        assertThat(get(exhausted).executeAsync().get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    @Test
    void aLookupDoesNotNeedTheExecutorWhoseThreadsWaitForIt() throws Exception {
        always(new MockResponse.Builder().code(200).body("keys").build());
        var executor = Executors.newSingleThreadExecutor();
        try {
            var lookups = client(b -> b.executor(executor)).forLookups();
            var waiting = executor.submit(() -> get(lookups).executeAsync().get());
            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("keys");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void closingLetsQueuedCallsAndRetriesComplete() throws Exception {
        var refused = new AtomicInteger();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean first = refused.incrementAndGet() <= 50;
                return new MockResponse.Builder()
                        .code(first ? 503 : 200)
                        .headersDelay(20, TimeUnit.MILLISECONDS)
                        .build();
            }
        });
        var closing = client(b -> b.retryPolicy(attempt -> millis(50)));
        var calls = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 200; i++) {
            calls.add(get(closing).executeAsync());
        }
        closing.close();
        for (var call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEmpty();
        }
        assertThatThrownBy(() -> get(closing).execute()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void parallelCallsShareAFewConnections() throws Exception {
        try (var raw = new RawServer(peer -> {
            while (peer.readRequest()) {
                Thread.sleep(5);
                peer.write(RawServer.ok("{}"));
            }
        })) {
            var many = client(b -> b.baseUrl(raw.url()));
            var failures = new AtomicInteger();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                var thread = new Thread(() -> {
                    if (!get(many).execute().equals("{}")) {
                        failures.incrementAndGet();
                    }
                });
                thread.setUncaughtExceptionHandler((failed, failure) -> failures.incrementAndGet());
                threads.add(thread);
                thread.start();
            }
            for (var thread : threads) {
                thread.join();
            }
            assertThat(failures).hasValue(0);
            assertThat(raw.connections()).isLessThan(100); // 64 calls run at a time
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTimeoutOfACallCountsTheWaitForItsTurn(boolean async) throws IOException {
        try (var raw = new RawServer(peer -> peer.readRequest())) {
            var busy = client(b -> b.baseUrl(raw.url()).retryPolicy(RetryPolicy.never()));
            var before = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < 150; i++) {
                before.add(get(busy).executeAsync());
            }
            var options = CallOptions.builder().timeout(millis(300)).build();
            assertThatThrownBy(() -> run(get(busy).with(options), async))
                    .isInstanceOfSatisfying(ClerkConnectionException.class, late -> {
                        assertThat(late.isTimeout()).isTrue();
                        assertThat(late.requestMayHaveArrived()).isFalse();
                    });
            before.forEach(call -> call.cancel(true));
        }
    }
}
