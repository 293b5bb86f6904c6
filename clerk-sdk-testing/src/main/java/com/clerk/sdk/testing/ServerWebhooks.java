package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.webhooks.Endpoint;
import com.clerk.sdk.testing.server.webhooks.Sender;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The webhooks of a {@link ClerkServer}: each change of its state is an event, which it signs and delivers to the
 * endpoints that are added here.
 *
 * <pre>{@code
 * server.webhooks().deliverTo("http://127.0.0.1:8080/webhooks", secret);
 * clerk.users().create(u -> u.emailAddress("ada@example.com"));
 * server.webhooks().awaitDelivered(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>An endpoint accepts a message by a status of 200 to 299 within 15 seconds. A message that is not accepted is sent
 * again as Svix does: 5 seconds, 5 minutes, 30 minutes, 2 hours, 5 hours, 10 hours and 10 hours after the attempt
 * before, by the server's clock, which tests can move. Its id stays the same.
 *
 * <p>Safe for use by several threads.
 */
public final class ServerWebhooks {
    private static final String INSTANCE_ID = "ins_in_process";
    private static final int MAX_PORT = 65_535;

    private final WebhookSigner signer;
    private final Instance instance;
    private final Sender sender;
    // Without endpoints, events are not even copied.
    private final AtomicBoolean listens = new AtomicBoolean();

    ServerWebhooks(WebhookSigner signer, Instance instance, Sender sender) {
        this.signer = signer;
        this.instance = instance;
        this.sender = sender;
    }

    /**
     * Returns a signer of deliveries that a test makes itself. It uses the server's clock.
     *
     * @return the signer of this server, with its own secret
     */
    public WebhookSigner signer() {
        return signer;
    }

    /**
     * Delivers all events from now on to an endpoint, signed with the secret of {@link #signer()}.
     *
     * @param url the URL of the endpoint, {@code http} or {@code https}
     * @return this object
     * @throws IllegalArgumentException if the URL is not an absolute one or has an impossible port
     */
    public ServerWebhooks deliverTo(String url) {
        return deliverTo(url, signer.secret());
    }

    /**
     * Delivers all events from now on to an endpoint. Several endpoints can be added.
     *
     * @param url the URL of the endpoint, {@code http} or {@code https}
     * @param secret the secret of the endpoint, {@code whsec_} and standard base64
     * @return this object
     * @throws IllegalArgumentException if the URL is not an absolute one or has an impossible port, or the secret is
     *     not base64
     */
    public ServerWebhooks deliverTo(String url, String secret) {
        var uri = URI.create(url);
        var isValid = uri.getHost() != null && uri.getPort() <= MAX_PORT;
        if (!isValid || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("'" + url
                    + "' is not an absolute URL with http or https, and with a port up to 65535 if it has one.");
        }
        var own = WebhookSigner.of(secret);
        if (listens.compareAndSet(false, true)) {
            instance.events().listen(this::publish);
        }
        sender.add(new Endpoint(uri, (id, time, body) -> {
            var headers = new LinkedHashMap<String, String>();
            own.sign(id, time, body).headers().forEach((name, values) -> headers.put(name, values.get(0)));
            return headers;
        }));
        return this;
    }

    /**
     * Publishes an event that no operation of this server causes, such as {@code subscription.active}.
     *
     * @param type the type of the event
     * @param data the {@code data} of the event as JSON
     * @throws IllegalArgumentException if the data is not a JSON object
     */
    public void send(String type, String data) {
        var json = Json.parseArgument(data);
        if (!json.isJsonObject()) {
            throw new IllegalArgumentException("The data of an event must be a JSON object.");
        }
        instance.locked(() -> {
            instance.events().publish(type, json.getAsJsonObject());
            return type;
        });
    }

    /** Runs under the lock of the instance, so that messages are in the order of the changes. */
    private void publish(String type, JsonObject data) {
        var event = new JsonObject();
        event.addProperty("object", "event");
        event.addProperty("type", type);
        event.add("data", data);
        event.add("event_attributes", attributes());
        event.addProperty("timestamp", instance.now());
        event.addProperty("instance_id", INSTANCE_ID);
        sender.send(instance.ids().id("msg_"), type, event.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject attributes() {
        return Json.ofMap(Map.of("http_request", Map.of("client_ip", "127.0.0.1", "user_agent", "")));
    }

    /**
     * Returns the attempts to deliver messages. The last 1,000 are kept.
     *
     * @return the attempts, oldest first
     */
    public List<WebhookAttempt> attempts() {
        return sender.attempts().stream().map(WebhookAttempt::new).toList();
    }

    /**
     * Returns the number of messages that wait for an attempt: now, or after a failure later.
     *
     * @return the number of messages
     */
    public int pending() {
        return sender.waiting();
    }

    /**
     * Waits until no message is due any more. A message that is to be sent again is due when the server's clock says
     * so.
     *
     * @param atMost how long to wait, in real time
     * @return whether all messages that were due have been sent; false if the time is over before
     * @throws IllegalStateException if the thread is interrupted
     */
    public boolean awaitDelivered(Duration atMost) {
        try {
            return sender.awaitIdle(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The thread was interrupted while it waited for deliveries.", e);
        }
    }

    /** Shows the number of messages that wait. */
    @Override
    public String toString() {
        return "ServerWebhooks[pending=" + sender.waiting() + "]";
    }
}
