package com.clerk.sdk.local;

import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that receives deliveries, and verifies each with the SDK. It refuses those that do not verify. */
final class WebhookReceiver implements AutoCloseable {
    /**
     * A delivery that was verified.
     *
     * @param event the event
     * @param body the body that was received
     */
    record Received(WebhookEvent event, String body) {}

    final WebhookSigner signer = WebhookSigner.create();
    final List<Received> received = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final ClerkWebhooks webhooks = ClerkWebhooks.of(signer.secret());
    private final MockWebServer server = new MockWebServer();

    WebhookReceiver() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .code(receive(request) ? 204 : 400)
                        .build();
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return server.url("/webhooks").toString();
    }

    private boolean receive(RecordedRequest request) {
        try {
            var body = Objects.requireNonNull(request.getBody()).utf8();
            received.add(new Received(webhooks.verify(body, request.getHeaders()::get), body));
            return true;
        } catch (RuntimeException e) {
            failures.add(e);
            return false;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
