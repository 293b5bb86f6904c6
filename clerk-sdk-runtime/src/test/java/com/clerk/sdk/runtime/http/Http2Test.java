package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls over HTTP/2 connections that die, are shut down, or refuse a stream. */
class Http2Test extends HttpTest {
    private static final int FIRST_STREAM = 3; // OkHttp does not use stream 1
    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;

    private final List<CallEvent> events = new ArrayList<>();

    private ApiClient clientOf(RawHttp2Server raw) {
        return client(
                b -> b.baseUrl(raw.url()).httpClient(RawHttp2Server.client()).listener(events::add));
    }

    private static ApiCall<String> post(ApiClient client) {
        return client.post("things.create", "/things").returnsText();
    }

    private static ApiCall<String> get(ApiClient client) {
        return client.get("things.get", "/things").returnsText();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionThatLetACallTimeOutIsNotUsedAgain(boolean async) throws IOException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (connection == 1 && stream > FIRST_STREAM) {
                frames.die();
            } else {
                frames.answer(stream);
            }
        })) {
            var impatient = client(b -> b.baseUrl(raw.url())
                    .httpClient(RawHttp2Server.client())
                    .retryPolicy(RetryPolicy.never())
                    .callTimeout(millis(700)));
            run(get(impatient), async);
            assertThatThrownBy(() -> run(post(impatient), async))
                    .isInstanceOfSatisfying(ClerkConnectionException.class, failure -> {
                        assertThat(failure.isTimeout()).isTrue();
                        assertThat(failure.requestMayHaveArrived()).isTrue();
                    });
            run(post(impatient), async);
            assertThat(raw.connections()).isEqualTo(2);
        }
    }

    @Test
    void aDeadConnectionIsGivenUpUnderConstantLoadToo() throws IOException, InterruptedException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (connection == 1 && stream > FIRST_STREAM) {
                frames.die();
            } else {
                frames.answer(stream);
            }
        })) {
            var impatient = client(b -> b.baseUrl(raw.url())
                    .httpClient(RawHttp2Server.client())
                    .retryPolicy(RetryPolicy.never())
                    .callTimeout(millis(1_000)));
            get(impatient).execute();
            var calls = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < 30; i++) {
                calls.add(get(impatient).executeAsync());
                Thread.sleep(100); // at every moment some call waits on the dead connection
            }
            var failed = calls.stream()
                    .filter(call -> catchThrowable(call::join) != null)
                    .count();
            assertThat(failed).isBetween(1L, 20L);
            assertThat(calls.get(29)).isCompleted();
            assertThat(raw.connections()).isEqualTo(2);
        }
    }

    /** A caller that gives up first, such as one that waits for keys, must find out that a connection is dead too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aConnectionOnWhichACallerWaitedForSecondsInVainIsNotUsedAgain(boolean async)
            throws IOException, InterruptedException {
        var ends = new LinkedBlockingQueue<CallEvent>();
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (connection == 1 && stream > FIRST_STREAM) {
                frames.die();
            } else {
                frames.answer(stream);
            }
        })) {
            var patient = client(b -> b.baseUrl(raw.url())
                    .httpClient(RawHttp2Server.client())
                    .retryPolicy(RetryPolicy.never())
                    .listener(ends::add)
                    .callTimeout(Duration.ofSeconds(30)));
            get(patient).execute();
            ends.take();
            waitInVain(patient, async, raw);
            ends.take(); // the end of a call is reported once its connection has been looked at
            get(patient).execute();
            assertThat(raw.connections()).isEqualTo(2);
        }
    }

    private static void waitInVain(ApiClient client, boolean async, RawHttp2Server raw) throws InterruptedException {
        CompletableFuture<String> call = null;
        var caller = new Thread(() -> catchThrowable(() -> get(client).execute()));
        if (async) {
            call = get(client).executeAsync();
        } else {
            caller.start();
        }
        while (raw.requests.size() < 2) {
            Thread.sleep(5);
        }
        Thread.sleep(2_100);
        if (call != null) {
            call.cancel(true);
        } else {
            caller.interrupt();
            caller.join();
        }
    }

    @Test
    void aSlowAnswerDoesNotCostTheConnectionThatOthersUse()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (stream != FIRST_STREAM + 2) {
                frames.answer(stream);
            }
        })) {
            var patient = client(b ->
                    b.baseUrl(raw.url()).httpClient(RawHttp2Server.client()).retryPolicy(RetryPolicy.never()));
            get(patient).execute();
            // Long enough for the answer to another call in between, on a slow machine too.
            var options = CallOptions.builder().timeout(millis(4_000)).build();
            var slow = get(patient).with(options).executeAsync();
            Thread.sleep(200);
            get(patient).execute();
            assertThat(catchThrowable(() -> slow.get(20, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(ClerkConnectionException.class);
            get(patient).execute();
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostWhoseStreamWasRefusedIsTriedAgain(boolean async) throws IOException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (stream == FIRST_STREAM) {
                frames.reset(stream, REFUSED_STREAM);
            } else {
                frames.answer(stream);
            }
        })) {
            assertThat(run(post(clientOf(raw)), async)).isEmpty();
            assertThat(raw.requests).hasSize(2);
            assertThat(events).hasSize(2);
            assertThat(events.get(0).failure())
                    .isInstanceOfSatisfying(
                            ClerkConnectionException.class,
                            refused ->
                                    assertThat(refused.requestMayHaveArrived()).isFalse());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostBelowWhichTheConnectionEndedIsTriedAgain(boolean async) throws IOException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (connection == 1 && stream == FIRST_STREAM + 2) {
                frames.goAway(FIRST_STREAM); // so this one was not processed, RFC 9113 section 8.7
            } else {
                frames.answer(stream);
            }
        })) {
            var alone = clientOf(raw);
            run(post(alone), async);
            run(post(alone), async);
            assertThat(raw.requests).containsExactly("1/3", "1/5", "2/3");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostWhoseStreamBrokeOtherwiseIsNotTriedAgain(boolean async) throws IOException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> frames.reset(stream, INTERNAL_ERROR))) {
            assertThatThrownBy(() -> run(post(clientOf(raw)), async))
                    .isInstanceOfSatisfying(
                            ClerkConnectionException.class,
                            broken -> assertThat(broken.requestMayHaveArrived()).isTrue());
            assertThat(raw.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: evil=1", "a\nb", "a\rb", "a\0b"})
    void aHeaderWithALineBreakIsABrokenAnswer(String value) throws IOException {
        for (var name : List.of("location", "set-cookie")) {
            try (var raw = new RawHttp2Server((frames, connection, stream) -> frames.answer(stream, name, value))) {
                var alone = clientOf(raw);
                assertThatThrownBy(() -> alone.post("x", "/x").returnsRedirect().execute())
                        .isInstanceOf(ClerkConnectionException.class)
                        .hasMessage("POST /x -> connection to 127.0.0.1 failed (try 1, ProtocolException)");
                assertThatThrownBy(() -> alone.post("x", "/x").returnsText().executeRaw())
                        .isInstanceOf(ClerkConnectionException.class);
            }
        }
    }

    @Test
    void aCallThatTimesOutWhileAnUploadStallsEnds() throws IOException {
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            // No window update ever comes: the upload stops after 64 KB.
        })) {
            var file = Upload.of("a.png", "image/png", new byte[1 << 20]);
            var alone = client(b -> b.baseUrl(raw.url())
                    .httpClient(RawHttp2Server.client())
                    .retryPolicy(RetryPolicy.never())
                    .callTimeout(Duration.ofMillis(500)));
            for (boolean async : new boolean[] {false, true}) {
                assertThatThrownBy(() -> run(alone.put("x", "/x").binary(file).returnsText(), async))
                        .isInstanceOfSatisfying(
                                ClerkConnectionException.class,
                                stalled -> assertThat(stalled.isTimeout()).isTrue());
            }
        }
    }

    @Test
    void aConnectionInUseWhenTheClientIsClosedIsClosedAfterItsLastCall() throws IOException, InterruptedException {
        var http = RawHttp2Server.client();
        var held = new CountDownLatch(1);
        var file = Upload.of("a.png", "image/png", () -> new HeldStream(held));
        // The first connection is silent, so the client makes connections of its own.
        try (var raw = new RawHttp2Server((frames, connection, stream) -> {
            if (connection == 1) {
                frames.die();
            }
        })) {
            var impatient = client(b -> b.baseUrl(raw.url())
                    .httpClient(http)
                    .retryPolicy(RetryPolicy.never())
                    .callTimeout(millis(1_500)));
            assertThatThrownBy(() -> get(impatient).execute()).isInstanceOf(ClerkConnectionException.class);
            var upload = impatient.put("things.logo", "/logo").binary(file).returnsText();
            assertThatThrownBy(upload::execute).isInstanceOf(ClerkConnectionException.class);
            assertThat(raw.connections()).isEqualTo(2);
            impatient.close();
            while (threadsStarted().size() > 1) {
                Thread.sleep(5); // all threads end but the one that the upload holds
            }
            held.countDown();
            assertThat(raw.socketsHeldBy(http)).isZero();
        }
    }

    /** A stream of a user that blocks, and does not end when its thread is interrupted. */
    private static final class HeldStream extends InputStream {
        private final CountDownLatch held;

        HeldStream(CountDownLatch held) {
            this.held = held;
        }

        @Override
        public int read() {
            while (held.getCount() > 0) {
                try {
                    held.await();
                } catch (InterruptedException e) {
                    // The call was given up.
                }
            }
            return -1;
        }
    }
}
