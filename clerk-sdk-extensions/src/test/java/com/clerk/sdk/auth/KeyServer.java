package com.clerk.sdk.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that publishes the keys of an instance, or another answer that a test sets. */
final class KeyServer implements AutoCloseable {
    static final String SECRET = "sk_test_canary0123456789";

    private final MockWebServer server = new MockWebServer();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Function<RecordedRequest, MockResponse> answer = request -> response(404, "");
    private volatile CountDownLatch gate = new CountDownLatch(0);

    KeyServer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                requests.add(request);
                gate.await();
                return answer.apply(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KeyServer of(KeyPair keys) {
        return new KeyServer().gives(Map.of(TestTokens.KEY_ID, keys));
    }

    KeyServer gives(Map<String, KeyPair> keys) {
        return answers(200, TestTokens.jwks(keys));
    }

    KeyServer answers(int status, String body) {
        return answers(request -> response(status, body));
    }

    KeyServer answers(Function<RecordedRequest, MockResponse> answer) {
        this.answer = answer;
        return this;
    }

    static MockResponse response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    /** Holds all answers from now on until the latch is counted down. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    SessionTokenVerifier.Builder verifier() {
        return SessionTokenVerifier.builder().secretKey(SECRET).apiUrl(url()).clock(TestTokens.CLOCK);
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** Waits until this many requests have arrived. */
    void awaitRequests(int count) throws InterruptedException {
        while (requests.size() < count) {
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        gate.countDown();
        server.close();
    }
}
