package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ServerException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.Thing;
import com.clerk.sdk.runtime.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a call can fail ends in a ClerkException, and an interrupt stays set. */
class FailureTest extends HttpTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    private static ApiCall<String> get(ApiClient client) {
        return client.get("things.get", "/things").returnsText();
    }

    private static ApiCall<String> post(ApiClient client) {
        return client.post("things.create", "/things")
                .params(params(p -> p.inBody("a", 1)))
                .returnsText();
    }

    private static ClerkConnectionException failure(ApiCall<?> call, boolean async) {
        var failure = catchThrowable(() -> run(call, async));
        assertThat(failure).isInstanceOf(ClerkConnectionException.class);
        return (ClerkConnectionException) failure;
    }

    /** Throws any exception from a method that does not declare it, as Kotlin code can. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    private static List<Throwable> anything() {
        return List.of(
                new IllegalStateException("mine"),
                new Exception("checked"),
                new AssertionError("error"),
                new IOException("io"));
    }

    private void silence() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    @Test
    void anInterruptedThreadSendsNothingAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        var failure = failure(get(client), false);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.requestMayHaveArrived()).isFalse();
        assertThat(failure.isTimeout()).isFalse();
        assertThat(failure)
                .hasMessage("GET /things -> interrupted while waiting for localhost (try 1, InterruptedException)");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anInterruptedThreadCanWalkNoPages() {
        answer(200, "[" + thing("t_1") + "]");
        var page = client.get("things.list", "/things")
                .query("limit", "1")
                .returnsPage(Thing.CODEC, Paging.OFFSET)
                .execute();
        var things = page.autoPager().iterator();
        things.next();
        Thread.currentThread().interrupt();
        assertThatThrownBy(things::hasNext).isInstanceOf(ClerkConnectionException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptEndsAPostOverAPooledConnectionAtOnce() throws InterruptedException {
        answer(200, "");
        post(client).execute();
        silence();
        var failure = interrupt(post(client), () -> taken(2));
        assertThat(failure.requestMayHaveArrived()).isTrue();
    }

    @Test
    void anInterruptEndsAConnectAtOnce() throws InterruptedException, IOException {
        try (var full = new ServerSocket(0, 1)) {
            // The name is never resolved, as behind a DNS server that does not answer.
            var resolving = new CountDownLatch(1);
            var slow = new OkHttpClient.Builder()
                    .dns(host -> {
                        resolving.countDown();
                        try {
                            Thread.sleep(20_000);
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        return Dns.SYSTEM.lookup(host);
                    })
                    .build();
            var alone = client(b -> b.httpClient(slow).baseUrl("http://localhost:" + full.getLocalPort()));
            var failure = interrupt(post(alone), () -> await(resolving));
            assertThat(failure.requestMayHaveArrived()).isFalse();
        }
    }

    @Test
    void aCallThatEndsBeforeItsAnswerClosesItsConnection() throws IOException, InterruptedException {
        try (var raw = new RawServer(peer -> peer.readRequest())) {
            var open = client(b -> b.baseUrl(raw.url()).retryPolicy(RetryPolicy.never()));
            interrupt(get(open), () -> awaitRequests(raw, 1));
            var cancelled = get(open).executeAsync();
            awaitRequests(raw, 2);
            cancelled.cancel(true);
            var options = CallOptions.builder().timeout(millis(100)).build();
            failure(get(open).with(options), false);
            failure(get(open).with(options), true);
            assertThat(raw.socketsLeftOpen()).isZero();
        }
    }

    private static void awaitRequests(RawServer raw, int count) {
        try {
            for (int i = 0; i < 500 && raw.requests.size() < count; i++) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(raw.requests).hasSizeGreaterThanOrEqualTo(count);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void taken(int count) {
        for (int i = 0; i < count; i++) {
            taken();
        }
    }

    /** Interrupts a call once it is under way. It must end long before its timeouts. */
    private static ClerkConnectionException interrupt(ApiCall<?> call, Runnable untilUnderWay)
            throws InterruptedException {
        var failure = new AtomicReference<Throwable>();
        var flag = new AtomicBoolean();
        var thread = new Thread(() -> {
            failure.set(catchThrowable(call::execute));
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        untilUnderWay.run();
        thread.interrupt();
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(flag).isTrue();
        assertThat(failure.get()).isInstanceOf(ClerkConnectionException.class);
        return (ClerkConnectionException) failure.get();
    }

    @Test
    void shuttingDownAnExecutorEndsItsCalls() throws InterruptedException {
        silence();
        var failure = new AtomicReference<Throwable>();
        var executor = Executors.newSingleThreadExecutor();
        executor.execute(() -> failure.set(catchThrowable(get(client)::execute)));
        taken();
        executor.shutdownNow();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(failure.get()).isInstanceOf(ClerkConnectionException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterceptorMayThrowAnything(boolean async) {
        for (var thrown : anything()) {
            var failing = client(b -> b.interceptor(chain -> {
                throw sneak(thrown);
            }));
            var failure = failure(post(failing), async);
            assertThat(failure).hasCause(thrown);
            assertThat(failure.requestMayHaveArrived()).isFalse();
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterceptorThatThrowsAfterTheResponseLeavesNothingOpen(boolean async) {
        client = client(b -> b.interceptor(chain -> {
            chain.proceed(chain.request()).close();
            throw new IllegalStateException("mine");
        }));
        answer(200, "{}");
        var failure = failure(get(client), async);
        assertThat(failure).hasMessage("GET /things -> the call to localhost failed (try 1, IllegalStateException)");
        assertThat(failure.requestMayHaveArrived()).isTrue();
        assertThat(server.getRequestCount()).as("tries").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDnsAndAnEventListenerMayThrowAnything(boolean async) {
        var dns = new OkHttpClient.Builder()
                .dns(host -> {
                    throw new IllegalStateException("dns");
                })
                .build();
        assertThat(failure(post(client(b -> b.httpClient(dns))), async)).cause().hasMessage("dns");
        var events = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void callEnd(Call call) {
                        throw new IllegalStateException("event");
                    }
                })
                .build();
        answer(200, "{}");
        failure(post(client(b -> b.httpClient(events))), async);
        var start = new OkHttpClient.Builder()
                .eventListener(new EventListener() {
                    @Override
                    public void callStart(Call call) {
                        throw new IllegalStateException("start");
                    }
                })
                .build();
        assertThat(failure(post(client(b -> b.httpClient(start))), async))
                .cause()
                .hasMessage("start");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSourceOfTheAuthorizationMayThrowAnything(boolean async) {
        var tries = new AtomicInteger();
        var failing = client(b -> b.listener(event -> tries.incrementAndGet()).authorization(() -> {
            throw sneak(new Exception("no token"));
        }));
        var failure = failure(get(failing), async);
        assertThat(failure).cause().hasMessage("no token");
        assertThat(failure.requestMayHaveArrived()).isFalse();
        assertThat(tries).hasValue(1);
    }

    static Stream<Arguments> momentsOfAnUpload() {
        return Stream.of("open", "read", "close")
                .flatMap(moment -> Stream.of(Arguments.of(moment, false), Arguments.of(moment, true)));
    }

    @ParameterizedTest
    @MethodSource("momentsOfAnUpload")
    void theContentOfAnUploadMayThrowAnything(String moment, boolean async) throws IOException, InterruptedException {
        for (var thrown : anything()) {
            try (var raw = new RawServer(peer -> peer.readRequest())) {
                var file = Upload.of("a.png", "image/png", () -> contentThatThrows(moment, thrown));
                var upload = client(b -> b.baseUrl(raw.url()))
                        .post("things.logo", "/logo")
                        .binary(file)
                        .returnsText();
                var failure = failure(upload, async);
                assertThat(failure).hasCause(thrown);
                // The head of the request is sent before the file is read.
                assertThat(failure.requestMayHaveArrived()).isTrue();
                assertThat(raw.socketsLeftOpen()).as("sockets").isZero();
            }
        }
    }

    private static InputStream contentThatThrows(String moment, Throwable thrown) {
        if (moment.equals("open")) {
            throw sneak(thrown);
        }
        return new ByteArrayInputStream(new byte[100_000]) {
            @Override
            public int read(byte[] bytes, int offset, int length) {
                if (moment.equals("read") && available() < 50_000) {
                    throw sneak(thrown);
                }
                return super.read(bytes, offset, length);
            }

            @Override
            public void close() {
                if (moment.equals("close")) {
                    throw sneak(thrown);
                }
            }
        };
    }

    /** OkHttp asks the authenticator before the proxy does, and again when the proxy has refused the tunnel. */
    @ParameterizedTest
    @CsvSource({"0,false", "0,true", "1,false", "1,true"})
    void anAuthenticatorOfAProxyMayThrowAnything(int refusals, boolean async) throws IOException, InterruptedException {
        var refusal = "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n";
        for (var thrown : anything()) {
            try (var proxy = RawServer.answering(refusal)) {
                var address = new InetSocketAddress(
                        "127.0.0.1", URI.create(proxy.url()).getPort());
                var http = new OkHttpClient.Builder()
                        .proxy(new Proxy(Proxy.Type.HTTP, address))
                        .proxyAuthenticator((route, response) -> {
                            if (proxy.requests.size() == refusals) {
                                throw sneak(thrown);
                            }
                            return response.request();
                        })
                        .build();
                var behindProxy = client(b -> b.httpClient(http).baseUrl("https://localhost/v1"));
                var failure = failure(post(behindProxy), async);
                assertThat(failure).hasCause(thrown);
                assertThat(failure.requestMayHaveArrived()).isFalse();
                assertThat(proxy.requests).hasSize(refusals);
                assertThat(proxy.socketsLeftOpen()).as("sockets").isZero();
            }
        }
    }

    @Test
    void anInterruptThatCodeOfTheUserThrowsIsKept() {
        var interrupted = new InterruptedException();
        var ofSupplier = client(b -> b.authorization(() -> {
            throw sneak(interrupted);
        }));
        failure(get(ofSupplier), false);
        assertThat(Thread.interrupted()).as("of the authorization").isTrue();
        var ofListener = client(b -> b.listener(event -> {
            throw sneak(interrupted);
        }));
        answer(200, "");
        get(ofListener).execute();
        assertThat(Thread.interrupted()).as("of the listener").isTrue();
        var ofPolicy = client(b -> b.retryPolicy(attempt -> {
            throw sneak(interrupted);
        }));
        answer(503, "");
        assertThatThrownBy(get(ofPolicy)::execute).isInstanceOf(ServerException.class);
        assertThat(Thread.interrupted()).as("of the policy").isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListenerMayThrowAnything(boolean async) {
        for (var thrown : new Throwable[] {new Exception("checked"), new NoClassDefFoundError("metrics")}) {
            var failing = client(b -> b.listener(event -> {
                throw sneak(thrown);
            }));
            answer(200, "done");
            assertThat(run(post(failing), async)).isEqualTo("done");
        }
    }

    @Test
    void theCauseOfABrokenAnswerQuotesNothingOfIt() throws IOException {
        for (var answer : new String[] {
            "HTTP/1.1 canary\r\n\r\n",
            "canary canary canary",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ncanary\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-canary\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 24\r\n\r\ncanary-canary-canary-can",
        }) {
            try (var raw = new RawServer(peer -> {
                while (peer.readRequest()) {
                    peer.write(answer);
                    peer.socket.shutdownOutput();
                }
            })) {
                var failure = failure(post(client(b -> b.baseUrl(raw.url()))), false);
                for (Throwable e = failure; e != null; e = e.getCause()) {
                    assertThat(e.toString()).doesNotContain("canary").doesNotContain("63616e617279");
                }
                assertThat(failure.requestMayHaveArrived()).isTrue();
            }
        }
    }
}
