package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.UserDeleted;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;

/**
 * The common part of the programs. If {@code CLERK_WEBHOOK_SIGNING_SECRET} is set in the environment, a program
 * receives deliveries on port 8080 (or {@code -Dclerk.webhooks.port}) until it is stopped. If it is not set, the
 * program generates a secret, sends itself some deliveries as Clerk would, prints how they were answered, and ends.
 */
final class Program {
    static final String PATH = "/webhooks/clerk";

    private static final int PORT = 8080;
    private static final String USER = "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"Ada\","
            + "\"last_name\":\"Lovelace\",\"updated_at\":1767225600000,\"email_addresses\":[]}";

    private Program() {}

    /** Starts a server on a port; 0 stands for any free port. */
    interface Starter {
        Receiver start(int port, ClerkWebhooks webhooks, WebhookHandler handler) throws Exception;
    }

    static void run(Starter starter, WebhookHandler handler) {
        if (System.getenv("CLERK_WEBHOOK_SIGNING_SECRET") == null) {
            demonstrate(starter, handler);
            return;
        }
        var port = Integer.getInteger("clerk.webhooks.port", PORT);
        var receiver = start(starter, port, ClerkWebhooks.fromEnv(), handler);
        System.out.println("Receiving webhooks at " + receiver.url());
    }

    static void demonstrate(Starter starter, WebhookHandler handler) {
        var signer = WebhookSigner.create();
        try (var receiver = start(starter, 0, ClerkWebhooks.of(signer.secret()), handler)) {
            System.out.println("CLERK_WEBHOOK_SIGNING_SECRET is not set, so this program sends deliveries to itself");
            var created = signer.event("user.created", USER);
            send(receiver.url(), "a user is created", created);
            send(receiver.url(), "the same delivery again", created.redelivered(Instant.now()));
            send(receiver.url(), "a forged delivery", created.wrongSignature());
            send(receiver.url(), "an old delivery", signer.tooOld(created.body()));
            send(receiver.url(), "the user is deleted", signer.event("user.deleted", "{\"id\":\"user_1\"}"));
        }
    }

    private static Receiver start(Starter starter, int port, ClerkWebhooks webhooks, WebhookHandler handler) {
        try {
            return starter.start(port, webhooks, handler);
        } catch (Exception e) {
            throw new IllegalStateException("The server failed to start", e);
        }
    }

    private static void send(URI url, String title, WebhookDelivery delivery) {
        System.out.println(title + ": " + post(url, delivery));
    }

    private static int post(URI url, WebhookDelivery delivery) {
        var request = HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach((name, values) -> request.header(name, values.get(0)));
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("The server did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** Returns a handler that prints each event. */
    static WebhookHandler printing() {
        return WebhookHandler.builder()
                .on(
                        UserCreated.class,
                        e -> System.out.println("  created " + e.data().id()))
                .on(
                        UserDeleted.class,
                        e -> System.out.println("  deleted " + e.data().id()))
                .otherwise(e -> System.out.println("  " + e.type()))
                .deliveries(DeliveryStore.inMemory(10_000))
                .build();
    }
}
