package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.errors.NotFoundException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.errors.ServerException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Upload;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends HttpTest {
    private void tooMany() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "0")
                .build());
    }

    private void silence() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    private void hangUp() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
    }

    private static ApiCall<?> get(ApiClient client) {
        return client.get("things.get", "/things").returnsText();
    }

    private static ApiCall<?> post(ApiClient client) {
        return client.post("things.create", "/things")
                .params(params(p -> p.inBody("a", 1)))
                .returnsText();
    }

    private static ApiCall<?> delete(ApiClient client) {
        return client.delete("things.delete", "/things").returnsVoid();
    }

    /** Returns the exception of a call that is executed synchronously or asynchronously. */
    private static ClerkException failure(ApiCall<?> call, boolean async) {
        try {
            return async ? unexpected(call.executeAsync().join()) : unexpected(call.execute());
        } catch (ClerkException e) {
            return e;
        } catch (CompletionException e) {
            return (ClerkException) e.getCause();
        }
    }

    private static ClerkException unexpected(Object value) {
        throw new AssertionError("no failure, but " + value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallIsTriedAgainUntilItSucceeds(boolean async) {
        client = client(b -> b.retryPolicy(attempt -> Duration.ofMillis(1)));
        answer(500, "");
        hangUp();
        tooMany();
        answer(200, "done");
        var call = get(client);
        assertThat(async ? call.executeAsync().join() : call.execute()).isEqualTo("done");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theStandardIsThreeTries(boolean async) {
        for (int i = 0; i < 4; i++) {
            tooMany();
        }
        assertThat(failure(post(client), async)).isInstanceOf(RateLimitException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostThatMayHaveBeenDoneIsNotSentAgain(boolean async) {
        hangUp();
        var failure = failure(post(client), async);
        assertThat(failure).isInstanceOfSatisfying(ClerkConnectionException.class, broken -> {
            assertThat(broken.requestMayHaveArrived()).isTrue();
            assertThat(broken.isTimeout()).isFalse();
        });
        answer(503, "");
        assertThat(failure(post(client), async)).isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeleteThatFindsNothingNamesABrokenTryThatMayHaveDeleted(boolean async) {
        hangUp();
        tooMany();
        answer(404, "");
        var failure = failure(delete(client), async);
        assertThat(failure).isInstanceOf(NotFoundException.class).hasMessage("DELETE /things -> 404");
        assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(ClerkConnectionException.class);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502})
    void aDeleteThatFindsNothingNamesAFailureOfTheServerThatMayHaveDeleted(int status) {
        answer(status, "");
        answer(404, "");
        var failure = failure(delete(client), false);
        assertThat(failure).isInstanceOf(NotFoundException.class);
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("DELETE /things -> " + status);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeleteThatFindsNothingNamesNoTryThatHasDeletedNothing(boolean async) {
        answer(404, "");
        assertThat(failure(delete(client), async))
                .isInstanceOf(NotFoundException.class)
                .hasNoSuppressedExceptions();
        tooMany();
        answer(404, "");
        assertThat(failure(delete(client), async))
                .isInstanceOf(NotFoundException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aGetThatFindsNothingNamesNoEarlierTry() {
        hangUp();
        answer(404, "");
        assertThat(failure(get(client), false))
                .isInstanceOf(NotFoundException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aPostOnAConnectionThatDiedWhileIdleIsNotSentAgainByOkHttp() {
        answer(200, "");
        post(client).execute();
        hangUp();
        answer(200, "");
        assertThat(failure(post(client), false)).isInstanceOf(ClerkConnectionException.class);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPostForWhichNoConnectionOpenedIsTriedAgain(boolean async) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var tries = new StringBuffer();
        var alone = client(b -> b.baseUrl("http://127.0.0.1:" + port).listener(event -> tries.append(event.attempt())));
        assertThat(failure(post(alone), async)).isInstanceOfSatisfying(ClerkConnectionException.class, broken -> {
            assertThat(broken.requestMayHaveArrived()).isFalse();
            assertThat(broken).hasMessage("POST /things -> connection to 127.0.0.1 failed (try 3, ConnectException)");
            assertThat(broken).hasCauseInstanceOf(IOException.class);
        });
        assertThat(tries.toString()).isEqualTo("123");
    }

    @Test
    void aFileIsReadAnewForEachTry() {
        tooMany();
        answer(200, "");
        var file = Upload.of("a", "image/png", "PNG".getBytes(StandardCharsets.UTF_8));
        client.put("things.logo", "/logo").binary(file).returnsText().execute();
        assertThat(body(taken())).isEqualTo("PNG");
        assertThat(body(taken())).isEqualTo("PNG");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWaitThatWouldOutlastTheCallIsNotBegun(boolean async) {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "20")
                .build());
        var call = get(client)
                .with(CallOptions.builder().timeout(Duration.ofSeconds(10)).build());
        long began = System.nanoTime();
        assertThat(failure(call, async))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        limited -> assertThat(limited.retryAfter()).isEqualTo(Duration.ofSeconds(20)));
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void silenceEndsWithTheReadTimeout(boolean async) {
        silence();
        var impatient = client(b -> b.readTimeout(millis(100)).retryPolicy(RetryPolicy.never()));
        assertThat(failure(get(impatient), async)).isInstanceOfSatisfying(ClerkConnectionException.class, broken -> {
            assertThat(broken.isTimeout()).isTrue();
            assertThat(broken.requestMayHaveArrived()).isTrue();
            assertThat(broken).hasMessage("GET /things -> timeout of localhost (try 1, SocketTimeoutException)");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theTimeOfAWholeCallCoversAllItsTries(boolean async) {
        for (int i = 0; i < 10; i++) {
            silence();
        }
        var impatient =
                client(b -> b.callTimeout(millis(300)).readTimeout(millis(120)).retryPolicy(attempt -> millis(10)));
        long began = System.nanoTime();
        var failure = failure(get(impatient), async);
        assertThat(failure)
                .isInstanceOfSatisfying(
                        ClerkConnectionException.class,
                        broken -> assertThat(broken.isTimeout()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(millis(200), millis(2000));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneCallCanHaveATimeOfItsOwn(boolean async) {
        silence();
        var call = get(client).with(CallOptions.builder().timeout(millis(100)).build());
        assertThat(failure(call, async))
                .isInstanceOfSatisfying(
                        ClerkConnectionException.class,
                        broken -> assertThat(broken.isTimeout()).isTrue());
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        client = client(b -> b.retryPolicy(attempt -> Duration.ofSeconds(30))
                .listener(event -> Thread.currentThread().interrupt()));
        answer(503, "");
        assertThat(failure(get(client), false)).isInstanceOf(ServerException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptDuringTheWaitEndsItAndIsKept() {
        var waiting = Thread.currentThread();
        client = client(b -> b.retryPolicy(attempt -> {
            new Thread(() -> {
                        try {
                            Thread.sleep(100);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        waiting.interrupt();
                    })
                    .start();
            return Duration.ofSeconds(30);
        }));
        answer(503, "");
        assertThat(failure(get(client), false)).isInstanceOf(ServerException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPolicyThatFailsEndsTheCallWithItsOwnFailure(boolean async) {
        var broken = new IllegalStateException("policy");
        client = client(b -> b.retryPolicy(attempt -> {
            throw broken;
        }));
        hangUp();
        assertThat(failure(get(client), async))
                .isInstanceOf(ClerkConnectionException.class)
                .hasSuppressedException(broken);
        answer(503, "");
        assertThat(failure(get(client), async))
                .isInstanceOf(ServerException.class)
                .hasSuppressedException(broken);
    }

    @Test
    void aPolicyMayThrowTheFailureItself() {
        client = client(b -> b.retryPolicy(attempt -> {
            throw attempt.failure();
        }));
        answer(503, "");
        assertThat(failure(get(client), false)).isInstanceOf(ServerException.class);
    }
}
