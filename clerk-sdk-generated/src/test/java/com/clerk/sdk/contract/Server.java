package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.spi.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers each call with what the test queued, and the client that calls it. */
final class Server implements AutoCloseable {
    static final String BASE_PATH = "/base";

    private final MockWebServer server = new MockWebServer();
    private final ApiClient client;

    Server() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client = ApiClient.builder()
                .baseUrl("http://127.0.0.1:" + server.getPort() + BASE_PATH)
                .authorization(() -> "Bearer made_for_this_test")
                .build();
    }

    ApiClient client() {
        return client;
    }

    void answers(MockResponse response) {
        server.enqueue(response);
    }

    Sent takeRequest() {
        try {
            var request = server.takeRequest(10, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return new Sent(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the request", e);
        }
    }

    /** Whether every request was looked at. */
    boolean isIdle() {
        try {
            RecordedRequest request = server.takeRequest(0, TimeUnit.SECONDS);
            return request == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
