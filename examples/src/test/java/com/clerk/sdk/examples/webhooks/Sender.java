package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.testing.WebhookDelivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that sends deliveries over HTTP, as Clerk does. */
final class Sender {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;

    Sender(URI url) {
        this.url = url;
    }

    /** Sends a delivery and returns the status of the answer. */
    int send(WebhookDelivery delivery) throws IOException, InterruptedException {
        return send("POST", delivery, BodyPublishers.ofByteArray(delivery.body()));
    }

    /** Sends a delivery in chunks, without a Content-Length header. */
    int sendInChunks(WebhookDelivery delivery) throws IOException, InterruptedException {
        return send("POST", delivery, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(delivery.body())));
    }

    int send(String method, WebhookDelivery delivery, BodyPublisher body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .method(method, body)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30));
        delivery.headers().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }
}
