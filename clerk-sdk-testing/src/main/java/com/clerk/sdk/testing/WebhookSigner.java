package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/**
 * Signs webhook deliveries as Clerk's sender does: HMAC-SHA256 over id, timestamp and body, in the headers
 * {@code svix-id}, {@code svix-timestamp} and {@code svix-signature}. Touches no network.
 *
 * <pre>{@code
 * var signer = WebhookSigner.create();
 * var delivery = signer.event("user.deleted", "{\"id\":\"user_1\",\"object\":\"user\",\"deleted\":true}");
 * ClerkWebhooks.of(signer.secret()).verify(delivery.body(), delivery.headers());
 * }</pre>
 *
 * <p>Immutable and safe for all threads.
 */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final int SECRET_BYTES = 24;
    private static final Duration WELL_OFF = Duration.ofHours(1);

    private final String secret;
    private final byte[] key;
    private final Clock clock;
    private final Ids ids = new Ids();

    private WebhookSigner(String secret, Clock clock) {
        this.secret = secret;
        this.key = key(secret);
        this.clock = clock;
    }

    /**
     * A signer with a new random secret.
     *
     * @return a signer by the system's clock
     */
    public static WebhookSigner create() {
        var secret = PREFIX + Base64.getEncoder().encodeToString(new Ids().bytes(SECRET_BYTES));
        return new WebhookSigner(secret, Clock.systemUTC());
    }

    /**
     * A signer with a given secret.
     *
     * @param secret {@code whsec_} and standard base64; the prefix may be missing
     * @return a signer by the system's clock
     * @throws IllegalArgumentException when the secret is empty or not base64; the message does not show it
     */
    public static WebhookSigner of(String secret) {
        return new WebhookSigner(secret, Clock.systemUTC());
    }

    /**
     * The same with another clock.
     *
     * @param clock tells the time of deliveries that name none
     * @return a signer
     */
    public WebhookSigner clock(Clock clock) {
        return new WebhookSigner(secret, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * The secret, to hand to the verifier under test.
     *
     * @return the secret as it was given or made
     */
    public String secret() {
        return secret;
    }

    /**
     * Signs a delivery.
     *
     * @param id the message id, such as {@code msg_1}; the same in every attempt to deliver one message
     * @param timestamp when the attempt is made; whole seconds count
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery deliver(String id, Instant timestamp, byte[] body) {
        return WebhookDelivery.signed(this, id, timestamp, body.clone());
    }

    /**
     * Signs a delivery that is made now, with a random id.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery deliver(byte[] body) {
        return deliver(ids.id("msg_"), clock.instant(), body);
    }

    /**
     * Signs a delivery of a body in UTF-8 that is made now, with a random id: {@code signer.deliver(event.toJson())}.
     *
     * @param body the body, such as the JSON of an event
     * @return the delivery
     */
    public WebhookDelivery deliver(String body) {
        return deliver(body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Signs an event that happened now and is sent now, with a random id.
     *
     * @param type such as {@code user.created}
     * @param data the JSON of what the event is about
     * @return the delivery, its body the event with {@code data} in it
     * @throws IllegalArgumentException when the data is not JSON
     */
    public WebhookDelivery event(String type, String data) {
        return event(type, data, clock.instant());
    }

    /**
     * Signs an event that happened at some other time and is sent now, with a random id: so events can arrive in
     * another order than they happened in.
     *
     * @param type such as {@code user.created}
     * @param data the JSON of what the event is about
     * @param happened the event's timestamp; whole milliseconds count
     * @return the delivery, its body the event with {@code data} in it
     * @throws IllegalArgumentException when the data is not JSON
     */
    public WebhookDelivery event(String type, String data, Instant happened) {
        var event = new JsonObject();
        event.add("data", Json.given(data));
        event.addProperty("object", "event");
        event.addProperty("type", type);
        event.addProperty("timestamp", happened.toEpochMilli());
        event.addProperty("instance_id", "ins_in_process");
        return deliver(event.toString());
    }

    /**
     * Signs a delivery correctly, but with a timestamp of an hour ago, as in a replay.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery tooOld(byte[] body) {
        return deliver(ids.id("msg_"), clock.instant().minus(WELL_OFF), body);
    }

    /**
     * Signs a delivery correctly, but with a timestamp that lies an hour ahead.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery tooNew(byte[] body) {
        return deliver(ids.id("msg_"), clock.instant().plus(WELL_OFF), body);
    }

    String signature(String id, String timestamp, byte[] body) {
        var prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        var content = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, content, 0, prefix.length);
        System.arraycopy(body, 0, content, prefix.length, body.length);
        return "v1," + Base64.getEncoder().encodeToString(Jws.hmac(key, content));
    }

    private static byte[] key(String secret) {
        var base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        if (base64.isEmpty()) {
            throw new IllegalArgumentException("The webhook secret is empty; it is whsec_ and base64");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The decoder's message quotes the secret's characters, so it is no cause here.
            throw new IllegalArgumentException("The webhook secret is not whsec_ and standard base64");
        }
    }

    /** Shows nothing of the secret. */
    @Override
    public String toString() {
        return "WebhookSigner[secret not shown]";
    }
}
