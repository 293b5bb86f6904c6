package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhook deliveries as Clerk's sender does: HMAC-SHA256 over id, timestamp and body, in the headers
 * {@code svix-id}, {@code svix-timestamp} and {@code svix-signature}.
 *
 * <pre>{@code
 * var signer = WebhookSigner.create();
 * var delivery = signer.event("user.deleted", "{\"id\":\"user_1\",\"object\":\"user\",\"deleted\":true}");
 * ClerkWebhooks.of(signer.secret()).verify(delivery.body(), delivery.headers());
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class WebhookSigner {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 24;
    // Far outside the five minutes that verifiers tolerate.
    private static final Duration WRONG_BY = Duration.ofHours(1);

    private final String secret;
    private final SecretKeySpec key;
    private final Clock clock;
    private final IdGenerator ids = new IdGenerator();

    private WebhookSigner(String secret, Clock clock) {
        this.secret = secret;
        this.key = new SecretKeySpec(decode(secret), ALGORITHM);
        this.clock = clock;
    }

    /**
     * Returns a signer with a new random secret and the system clock.
     *
     * @return the signer
     */
    public static WebhookSigner create() {
        var secret = PREFIX + Base64.getEncoder().encodeToString(new IdGenerator().bytes(SECRET_BYTES));
        return new WebhookSigner(secret, Clock.systemUTC());
    }

    /**
     * Returns a signer with a given secret and the system clock.
     *
     * @param secret {@code whsec_} and standard base64; the prefix may be missing
     * @return the signer
     * @throws IllegalArgumentException if the secret is empty or not base64; the message does not show it
     */
    public static WebhookSigner of(String secret) {
        return new WebhookSigner(secret, Clock.systemUTC());
    }

    /**
     * Returns a copy with another clock.
     *
     * @param clock the clock for timestamps that are not given
     * @return the copy
     */
    public WebhookSigner clock(Clock clock) {
        return new WebhookSigner(secret, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Returns the secret. Give it to the verifier under test.
     *
     * @return the secret as it was given or generated
     */
    public String secret() {
        return secret;
    }

    /**
     * Signs a delivery with a given id and time.
     *
     * @param id the message id, such as {@code msg_1}; the same in every attempt to deliver one message
     * @param timestamp the time of the attempt, cut to whole seconds
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery sign(String id, Instant timestamp, byte[] body) {
        return WebhookDelivery.signed(this, id, timestamp, body.clone());
    }

    /**
     * Signs a delivery of now with a random id.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery sign(byte[] body) {
        return sign(ids.id("msg_"), clock.instant(), body);
    }

    /**
     * Signs a delivery of now with a random id, such as {@code signer.sign(event.toJson())}.
     *
     * @param body the body, encoded as UTF-8
     * @return the delivery
     */
    public WebhookDelivery sign(String body) {
        return sign(body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Signs the delivery of an event that happened now, with a random id.
     *
     * @param type the type of the event, such as {@code user.created}
     * @param data the {@code data} of the event as JSON, such as a user
     * @return the delivery
     * @throws IllegalArgumentException if the data is not JSON
     */
    public WebhookDelivery event(String type, String data) {
        return event(type, data, clock.instant());
    }

    /**
     * Signs the delivery, made now, of an event that happened at another time, with a random id. Use it to deliver
     * events in another order than they happened in.
     *
     * @param type the type of the event, such as {@code user.created}
     * @param data the {@code data} of the event as JSON, such as a user
     * @param happened the time of the event, cut to whole milliseconds
     * @return the delivery
     * @throws IllegalArgumentException if the data is not JSON
     */
    public WebhookDelivery event(String type, String data, Instant happened) {
        var event = new JsonObject();
        event.add("data", Json.parseArgument(data));
        event.addProperty("object", "event");
        event.addProperty("type", type);
        event.addProperty("timestamp", happened.toEpochMilli());
        event.addProperty("instance_id", "ins_in_process");
        return sign(event.toString());
    }

    /**
     * Signs a delivery whose timestamp is an hour old, as in a replay. The signature is correct.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery tooOld(byte[] body) {
        return sign(ids.id("msg_"), clock.instant().minus(WRONG_BY), body);
    }

    /**
     * Signs a delivery whose timestamp is an hour ahead. The signature is correct.
     *
     * @param body the exact bytes of the body
     * @return the delivery
     */
    public WebhookDelivery tooNew(byte[] body) {
        return sign(ids.id("msg_"), clock.instant().plus(WRONG_BY), body);
    }

    String signature(String id, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime does not support " + ALGORITHM, e);
        }
    }

    private static byte[] decode(String secret) {
        var base64 = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
        if (base64.isEmpty()) {
            throw new IllegalArgumentException("The webhook secret is empty. It must be whsec_ and standard base64.");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // Not attached as the cause: the decoder's message quotes characters of the secret.
            throw new IllegalArgumentException("The webhook secret is not whsec_ and standard base64.");
        }
    }

    /** Does not show the secret. */
    @Override
    public String toString() {
        return "WebhookSigner[secret not shown]";
    }
}
