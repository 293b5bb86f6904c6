package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonSink;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

class AsyncTest extends HttpTest {
    private final LinkedBlockingQueue<CallEvent> events = new LinkedBlockingQueue<>();

    private ApiRequest get() {
        return client.get("things.get", "/things");
    }

    private CallEvent event() throws InterruptedException {
        var event = events.poll(5, TimeUnit.SECONDS);
        assertThat(event).isNotNull();
        return event;
    }

    @Test
    void theResultComesToTheFuture() {
        answer(200, thing("t_1"));
        assertThat(get().returns(Thing.CODEC).executeAsync().join().id()).isEqualTo("t_1");
        server.enqueue(new MockResponse.Builder().code(204).build());
        assertThat(get().returnsVoid().executeAsync().join()).isNull();
    }

    @Test
    void theFutureFailsAsTheCallWould() {
        answer(404, "");
        assertThatThrownBy(() -> get().returns(Thing.CODEC).executeAsync().join())
                .hasCauseInstanceOf(NotFoundException.class);
        answer(200, "[]");
        assertThatThrownBy(() -> get().returns(Thing.CODEC).executeAsync().join())
                .hasCauseInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void theCallingThreadDoesNotDecode() {
        var decoder = new AtomicReference<Thread>();
        answer(200, "7");
        var codec = new Codec<Long>() {
            @Override
            public Long read(JsonSource in) {
                decoder.set(Thread.currentThread());
                return Codecs.INTEGER.read(in);
            }

            @Override
            public void write(JsonSink out, Long value) {
                Codecs.INTEGER.write(out, value);
            }
        };
        assertThat(get().returns(codec).executeAsync().join()).isEqualTo(7);
        assertThat(decoder.get()).isNotNull().isNotSameAs(Thread.currentThread());
    }

    @Test
    void cancellingTheFutureCancelsTheCall() throws InterruptedException {
        client = client(b -> b.listener(events::add));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        var future = get().returnsText().executeAsync();
        taken();
        future.cancel(true);
        assertThat(event().failure()).isNotNull();
        assertThat(future).isCancelled();
        assertThat(events.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aTimeoutOfTheFutureCancelsTheCallToo() throws InterruptedException {
        client = client(b -> b.listener(events::add));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        var future = get().returnsText().executeAsync().orTimeout(100, TimeUnit.MILLISECONDS);
        assertThat(event().failure()).isNotNull();
        assertThatThrownBy(future::join).hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void cancellingBetweenTwoTriesLeavesNothingRunning() throws InterruptedException {
        client = client(b -> b.listener(events::add).retryPolicy(attempt -> Duration.ofMillis(300)));
        answer(503, "");
        answer(200, "");
        var future = get().returnsText().executeAsync();
        event();
        future.cancel(true);
        assertThat(events.poll(600, TimeUnit.MILLISECONDS)).isNull();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void waitingForATryBlocksNoThread() {
        client = client(b -> b.retryPolicy(attempt -> Duration.ofMillis(200)));
        int calls = 200;
        var futures = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < calls; i++) {
            answer(503, "");
        }
        for (int i = 0; i < calls; i++) {
            answer(200, "done");
        }
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            futures.add(get().returnsText().executeAsync());
        }
        assertThat(futures)
                .allSatisfy(
                        future -> assertThat(future.get(20, TimeUnit.SECONDS)).isIn("done", ""));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void manyCallsRunAtATime() {
        for (int i = 0; i < 20; i++) {
            server.enqueue(
                    json(200, "7").headersDelay(300, TimeUnit.MILLISECONDS).build());
        }
        long began = System.nanoTime();
        var futures = new ArrayList<CompletableFuture<Long>>();
        for (int i = 0; i < 20; i++) {
            futures.add(get().returns(Codecs.INTEGER).executeAsync());
        }
        List<Long> results = futures.stream().map(CompletableFuture::join).toList();
        assertThat(results).hasSize(20).containsOnly(7L);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1200));
    }

    @Test
    void aCodecThatFailsFailsTheFuture() {
        answer(200, "7");
        var call = get().returns(new Codec<Long>() {
            @Override
            public Long read(JsonSource in) {
                throw new IllegalStateException("codec");
            }

            @Override
            public void write(JsonSink out, Long value) {}
        });
        assertThatThrownBy(() -> call.executeAsync().join())
                .cause()
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessage("things.get: the response could not be read (IllegalStateException)");
    }
}
