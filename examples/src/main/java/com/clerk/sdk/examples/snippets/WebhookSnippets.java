package com.clerk.sdk.examples.snippets;

import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.WebhookVerificationException;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.UserDeleted;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.sql.DataSource;

/** The snippets of docs/webhooks.md and README.md about webhooks that are not parts of the examples. */
final class WebhookSnippets {
    private static final String INSTANCE = "ins_in_process";

    private WebhookSnippets() {}

    static int readme(ClerkWebhooks webhooks, byte[] body, Map<String, List<String>> headers) {
        // snippet: readme-webhook
        try {
            WebhookEvent event = webhooks.verify(body, headers); // ClerkWebhooks.fromEnv(); make one and keep it
            if (event instanceof UserCreated created) {
                System.out.println("Welcome " + created.data().firstName());
            }
            return 204;
        } catch (WebhookVerificationException e) {
            return 400;
        }
        // end
    }

    static ClerkWebhooks fromEnv() {
        // snippet: webhooks-build
        var webhooks = ClerkWebhooks.fromEnv(); // or ClerkWebhooks.of("whsec_…")
        // end
        return webhooks;
    }

    static ClerkWebhooks rotation(String secret) {
        var newSecret = WebhookSigner.create().secret();
        // snippet: webhooks-rotation
        var webhooks = ClerkWebhooks.of(newSecret, secret);
        // end
        return webhooks;
    }

    static String read(WebhookEvent event) {
        // snippet: webhooks-read
        if (event instanceof UserCreated created) {
            User user = created.data(); // the same class as clerk.users().get(…)
            return user.id() + " created at " + event.timestamp();
        } else if (event instanceof UserDeleted deleted) {
            return deleted.data().id() + " deleted";
        } else if (event instanceof UnknownEvent unknown) {
            return unknown.type() + ": " + unknown.data().toJson(); // newer than this version of the SDK
        }
        // end
        return "";
    }

    static WebhookHandler handler() {
        // snippet: webhooks-handler
        var handler = WebhookHandler.builder()
                .on(
                        UserCreated.class,
                        e -> System.out.println("Welcome " + e.data().firstName()))
                .on(
                        UserDeleted.class,
                        e -> System.out.println("Goodbye " + e.data().id()))
                .otherwise(e -> System.out.println("Not handled: " + e.type()))
                .deliveries(DeliveryStore.inMemory(10_000))
                .build();
        // end
        return handler;
    }

    static WebhookHandler store(DataSource dataSource) {
        // snippet: webhooks-jdbc-store
        var deliveries = JdbcDeliveryStore.of(dataSource);
        var handler = WebhookHandler.builder()
                .on(UserCreated.class, e -> deliveries.withConnection(c -> insertUser(c, e.data())))
                .deliveries(deliveries)
                .build();
        // end
        deliveries.createTable();
        return handler;
    }

    private static int insertUser(Connection connection, User user) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO app_user (id) VALUES (?)")) {
            insert.setString(1, user.id());
            return insert.executeUpdate();
        }
    }

    static void forget(JdbcDeliveryStore deliveries) {
        // snippet: webhooks-forget
        deliveries.forgetBefore(Instant.now().minus(Duration.ofDays(2)));
        // end
    }

    static WebhookEvent queue(
            ClerkWebhooks webhooks, byte[] body, Map<String, List<String>> headers, Queue<byte[]> queue) {
        // snippet: webhooks-queue
        String deliveryId = webhooks.verifyOnly(body, headers);
        queue.add(body); // and the id, to recognize a repeated delivery

        // later, where the queue is read
        WebhookEvent event = ClerkWebhooks.parseUnverified(queue.remove());
        // end
        System.out.println(deliveryId);
        return event;
    }

    static String reason(ClerkWebhooks webhooks, byte[] body, Map<String, List<String>> headers) {
        // snippet: webhooks-reason
        try {
            webhooks.verify(body, headers);
        } catch (WebhookVerificationException e) {
            return switch (e.reason().known()) {
                case SIGNATURE_MISMATCH -> "The secret is wrong, or the body was changed.";
                case TIMESTAMP_TOO_OLD, TIMESTAMP_TOO_NEW -> "The delivery is a replay, or a clock is wrong.";
                default -> e.getMessage();
            };
        }
        // end
        return "";
    }

    static boolean test(String eventJson) {
        // snippet: webhooks-test
        var signer = WebhookSigner.create();
        var webhooks = ClerkWebhooks.of(signer.secret());
        var event = WebhookEvent.CODEC.fromJson(eventJson);

        var delivery = signer.sign(event.toJson()); // any event
        var sameEvent = webhooks.verify(delivery.body(), delivery.headers());
        var retry = delivery.redelivered(Instant.now().plusSeconds(5)); // same id, new timestamp
        var forged = delivery.wrongSignature();
        var replayed = signer.tooOld(delivery.body());
        // end
        System.out.println(retry + "" + forged + replayed);
        return sameEvent.equals(event) && INSTANCE.equals(event.instanceId());
    }
}
