package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.http.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/** A server that gives one answer until it is told another, and the client that calls it. */
final class Server implements AutoCloseable {
    static final String BASE_PATH = "/base";

    private final AtomicReference<MockResponse> answer = new AtomicReference<>();
    private final MockWebServer server = new MockWebServer();
    private final ApiClient client;

    Server() {
        server.setServerSocketFactory(new PromptSockets());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer.get();
            }
        });
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

    /** Forgets all requests, and answers the coming ones so. */
    void answers(MockResponse response) {
        answer.set(response);
        while (take() != null) {
            // A test that failed left it.
        }
    }

    /** The one request that came. */
    Sent takeRequest() {
        var request = take();
        if (request == null || take() != null) {
            throw new AssertionError("not one request came");
        }
        return new Sent(request);
    }

    private @Nullable RecordedRequest take() {
        try {
            return server.takeRequest(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the request", e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
