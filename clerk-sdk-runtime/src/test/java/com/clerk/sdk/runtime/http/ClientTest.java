package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

class ClientTest extends HttpTest {
    private static String call(ApiClient client) {
        return client.get("things.get", "/things/{thing_id}", "thing_canary")
                .returnsText()
                .execute();
    }

    private static long dispatcherThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .filter(thread -> thread.getName().startsWith("OkHttp"))
                .count();
    }

    @Test
    void aClosedClientMakesNoCalls() {
        answer(200, "");
        call(client);
        client.close();
        client.close();
        assertThatThrownBy(() -> call(client)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> client.get("x", "/x").returnsText().executeAsync().join())
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aClientCanBeClosedWithoutEverCalling() {
        client.close();
        assertThatThrownBy(() -> call(client)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingLeavesNoThreadThatKeepsTheProgramAlive() throws InterruptedException {
        answer(200, "");
        client.get("x", "/x").returnsText().executeAsync().join();
        client.close();
        for (int i = 0; i < 100 && dispatcherThreads() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(dispatcherThreads()).isZero();
    }

    @Test
    void anOkHttpClientThatWasHandedInIsUsedAndNeverClosed() {
        var seen = new ArrayList<String>();
        var mine = new OkHttpClient.Builder()
                .followRedirects(true)
                .addInterceptor(chain -> {
                    seen.add(chain.request().url().encodedPath());
                    return chain.proceed(chain.request());
                })
                .build();
        client = client(b -> b.httpClient(mine));
        answer(200, "");
        call(client);
        assertThat(seen).containsExactly("/v1/things/thing_canary");
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", server.url("/elsewhere"))
                .build());
        assertThatThrownBy(() -> call(client)).isInstanceOf(ClerkApiException.class);
        client.close();
        assertThat(mine.dispatcher().executorService().isShutdown()).isFalse();
        assertThat(mine.followRedirects()).isTrue();
        assertThatThrownBy(() -> call(client)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theTimeoutsOfAnOkHttpClientHoldUnlessSetHere() {
        var mine = new OkHttpClient.Builder().readTimeout(millis(100)).build();
        for (int i = 0; i < 2; i++) {
            server.enqueue(new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build());
        }
        var theirs = client(b -> b.httpClient(mine).retryPolicy(RetryPolicy.never()));
        assertThatThrownBy(() -> call(theirs)).isInstanceOf(ClerkConnectionException.class);
        var slow =
                new OkHttpClient.Builder().readTimeout(Duration.ofSeconds(30)).build();
        var ours = client(b -> b.httpClient(slow)
                .readTimeout(millis(100))
                .connectTimeout(millis(1000))
                .retryPolicy(RetryPolicy.never()));
        assertThatThrownBy(() -> call(ours)).isInstanceOf(ClerkConnectionException.class);
    }

    @Test
    void aTimeoutIsMoreThanZero() {
        var builder = ApiClient.builder();
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.readTimeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.callTimeout(millis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimeoutCanBeAsLongAsOneLikes() {
        answer(200, "done");
        assertThat(call(client(b -> b.callTimeout(Duration.ofSeconds(Long.MAX_VALUE)))))
                .isEqualTo("done");
    }

    @Test
    void anInterceptorSeesEveryResponse() {
        var seen = new ArrayList<Integer>();
        client = client(b -> b.interceptor(chain -> {
            var response = chain.proceed(chain.request());
            seen.add(response.code());
            return response;
        }));
        answer(200, "");
        call(client);
        assertThat(seen).containsExactly(200);
    }

    @Test
    void theListenerHearsOfEveryTry() {
        var events = new ArrayList<CallEvent>();
        client = client(b -> b.listener(events::add).retryPolicy(attempt -> Duration.ZERO));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        answer(503, "");
        answer(200, "");
        call(client);
        assertThat(events).extracting(CallEvent::operation).containsOnly("things.get");
        assertThat(events).extracting(CallEvent::attempt).containsExactly(1, 2, 3);
        assertThat(events.get(0).status()).isEmpty();
        assertThat(events.get(0).failure()).isInstanceOf(ClerkConnectionException.class);
        assertThat(events.get(1).status()).hasValue(503);
        assertThat(events.get(2).status()).hasValue(200);
        assertThat(events.get(2).failure()).isNull();
        assertThat(events).allSatisfy(event -> assertThat(event.duration()).isPositive());
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        var log = new Recorder();
        client = client(b -> b.listener(event -> {
            throw new IllegalStateException("canary");
        }));
        answer(200, "done");
        log.during(() -> assertThat(call(client)).isEqualTo("done"));
        assertThat(log.lines)
                .anyMatch(line -> line.equals("The call listener failed with java.lang.IllegalStateException"));
        assertThat(log.lines).noneMatch(line -> line.contains("canary"));
    }

    @Test
    void everyTryIsOneLineInTheLog() {
        var log = new Recorder();
        client = client(b -> b.authorization(() -> "Bearer canary").retryPolicy(attempt -> Duration.ZERO));
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        answer(200, "canary");
        log.during(() -> call(client));
        assertThat(log.lines).hasSize(2);
        assertThat(log.lines.get(0)).matches("things\\.get no response \\d+ ms");
        assertThat(log.lines.get(1)).matches("things\\.get 200 \\d+ ms");
    }

    @Test
    void theLogIsSilentUnlessAskedToSpeak() {
        var log = new Recorder();
        log.level = Level.INFO;
        answer(200, "");
        log.during(() -> call(client));
        assertThat(log.lines).isEmpty();
    }

    @Test
    void manyThreadsShareOneClient() throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < 40; i++) {
            answer(200, "done");
        }
        for (int i = 0; i < 8; i++) {
            var thread = new Thread(() -> {
                for (int j = 0; j < 5; j++) {
                    assertThat(call(client)).isEqualTo("done");
                }
            });
            thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
            threads.add(thread);
            thread.start();
        }
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failure).hasNullValue();
    }

    @Test
    void toStringShowsTheHostOnly() {
        assertThat(client(b ->
                        b.authorization(() -> "canary").header("X", "canary").query("q", "canary")))
                .hasToString("ApiClient(" + server.getHostName() + ")");
    }

    /** Listens to the log of calls. */
    private static final class Recorder extends Handler {
        private final List<String> lines = new ArrayList<>();
        private Level level = Level.ALL;

        void during(Runnable work) {
            var logger = Logger.getLogger("com.clerk.sdk.http");
            logger.setLevel(level);
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
            setLevel(Level.ALL);
            try {
                work.run();
            } finally {
                logger.removeHandler(this);
                logger.setLevel(null);
                logger.setUseParentHandlers(true);
            }
        }

        @Override
        public synchronized void publish(LogRecord record) {
            lines.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
