package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Clerk's Backend API with the answers of a test by path; other paths are not found. */
final class TestClerk implements AutoCloseable {
    private static final String NOT_FOUND = "{\"errors\":[{\"code\":\"resource_not_found\",\"message\":\"none\"}]}";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final List<RecordedRequest> received = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile String heldPath = "";

    TestClerk() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                received.add(request);
                // Longer than any test; one that blocks then sees an answer where it must not be yet.
                if (heldPath.isEmpty() || heldPath.equals(request.getUrl().encodedPath())) {
                    held.await(20, TimeUnit.SECONDS);
                }
                return answers.getOrDefault(request.getUrl().encodedPath(), response(404, NOT_FOUND));
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse response(int status, String body) {
        return response(status, body, 0);
    }

    private static MockResponse response(int status, String body, int retryAfter) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("Retry-After", retryAfter)
                .body(body)
                .build();
    }

    /** Returns a URL where no server answers. */
    static String nowhere() {
        var clerk = new TestClerk();
        var url = clerk.url();
        clerk.close();
        return url;
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    TestClerk answers(String path, String json) {
        return answers(path, 200, json);
    }

    TestClerk answers(String path, int status, String body) {
        answers.put(path, response(status, body));
        return this;
    }

    /** Answers that this server must wait, for so many seconds. */
    TestClerk limits(String path, int retryAfter) {
        answers.put(path, response(429, "{\"errors\":[]}", retryAfter));
        return this;
    }

    /** Publishes the key of the test tokens. */
    TestClerk givesOutKeys() {
        var keys = Map.of("keys", List.of(TestTokens.jwk(TestTokens.KEYS, TestTokens.KEY_ID)));
        return answers("/v1/jwks", JsonValue.of(keys).toJson());
    }

    /** Answers nothing more until {@link #release}. */
    TestClerk holdsBack() {
        held = new CountDownLatch(1);
        return this;
    }

    /** Answers nothing more for this path until {@link #release}. */
    TestClerk holdsBack(String path) {
        heldPath = path;
        return holdsBack();
    }

    void release() {
        held.countDown();
    }

    List<RecordedRequest> received() {
        return List.copyOf(received);
    }

    RecordedRequest last() {
        return received.get(received.size() - 1);
    }

    static JsonValue body(RecordedRequest request) {
        return JsonValue.parse(Objects.requireNonNull(request.getBody()).utf8());
    }

    @Override
    public void close() {
        release();
        server.close();
    }
}
