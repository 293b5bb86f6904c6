package com.clerk.sdk;

import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that answers every call with the JSON that the test queued. */
final class Server implements AutoCloseable {
    private final MockWebServer server = new MockWebServer();

    Server() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    Server answers(String json) {
        return answers(200, json);
    }

    Server answers(int status, String json) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(json)
                .build());
        return this;
    }

    Server redirects(String location) {
        server.enqueue(new MockResponse.Builder()
                .code(303)
                .addHeader("Location", location)
                .build());
        return this;
    }

    RecordedRequest request() {
        try {
            return server.takeRequest();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the request", e);
        }
    }

    int requests() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}
