package com.clerk.sdk.webhooks;

import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a webhook delivery is from Clerk, and reads its event:
 *
 * <pre>{@code
 * var webhooks = ClerkWebhooks.of(System.getenv("CLERK_WEBHOOK_SIGNING_SECRET"));
 * WebhookEvent event = webhooks.verify(body, headers);
 * }</pre>
 *
 * <p>The body must be the bytes as they came: read as text in another charset, or parsed and written again, it has
 * another signature. Immutable and safe for all threads; nothing here touches the network. Protocol: Standard Webhooks,
 * symmetric signatures of version 1, with the headers {@code svix-id}, {@code svix-timestamp} and
 * {@code svix-signature}, or where all of these are absent {@code webhook-id} and so on.
 */
public final class ClerkWebhooks {
    private static final String VARIABLE = "CLERK_WEBHOOK_SIGNING_SECRET";

    private final List<SigningSecret> secrets;
    private final long toleranceSeconds;
    private final Clock clock;

    private ClerkWebhooks(Builder builder) {
        this.secrets = List.copyOf(builder.secrets);
        this.toleranceSeconds = builder.tolerance.toSeconds();
        this.clock = builder.clock;
    }

    /**
     * Checks deliveries that were signed with any of these secrets, as long as they are not older than five minutes.
     *
     * @param secret the endpoint's signing secret, {@code whsec_…}, from the Clerk Dashboard; the prefix may be missing
     * @param others more secrets, such as the one before while secrets are changed
     * @return checks deliveries
     * @throws IllegalArgumentException if one is empty, no base64 or another kind of key; the message never holds it
     */
    public static ClerkWebhooks of(String secret, String... others) {
        var builder = builder().secret(secret);
        for (var other : others) {
            builder.secret(other);
        }
        return builder.build();
    }

    /**
     * Checks deliveries with the secret in the environment variable {@code CLERK_WEBHOOK_SIGNING_SECRET}; several are
     * separated by blanks.
     *
     * @return checks deliveries
     * @throws IllegalArgumentException if it is not set, or holds what is no secret; the message never holds it
     */
    public static ClerkWebhooks fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkWebhooks fromEnv(Map<String, String> environment) {
        var value = environment.get(VARIABLE);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The environment variable " + VARIABLE + " is not set. It holds the "
                    + "signing secret of the webhook endpoint, whsec_…, from the Clerk Dashboard.");
        }
        var builder = builder();
        for (var secret : value.strip().split("\\s+")) {
            builder.secret(secret);
        }
        return builder.build();
    }

    /**
     * Starts without a secret, and with the usual settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Checks a delivery and reads its event.
     *
     * @param body the request's body, byte for byte
     * @param headers the request's headers by name, in any case
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(byte[] body, Map<String, ? extends List<String>> headers) {
        return verified(body, WebhookHeaders.of(headers));
    }

    /**
     * Checks a delivery and reads its event, as {@link #verify(byte[], Map)} does: {@code verify(body,
     * request::getHeader)}.
     *
     * @param body the request's body, byte for byte
     * @param header gives the value of the header with a name, in any case, or null if there is none
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(byte[] body, Function<String, @Nullable String> header) {
        return verified(body, WebhookHeaders.of(header));
    }

    /**
     * Checks a delivery and reads its event, for frameworks that give the body as text.
     *
     * @param body the request's body, which must have been read as UTF-8
     * @param headers the request's headers by name, in any case
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(String body, Map<String, ? extends List<String>> headers) {
        return verify(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /**
     * Checks a delivery without reading its event.
     *
     * @param body the request's body, byte for byte
     * @param headers the request's headers by name, in any case
     * @return the id of the delivery, the same on every retry
     * @throws WebhookVerificationException if the delivery is not Clerk's, was changed or is too old
     */
    public String verifyOnly(byte[] body, Map<String, ? extends List<String>> headers) {
        return check(body, WebhookHeaders.of(headers));
    }

    /**
     * Reads the event of a body that nobody has checked: anybody may have sent it. For bodies that were verified before
     * they were stored, and for tests.
     *
     * @param body a body
     * @return the event, without the delivery's id
     * @throws WebhookVerificationException if the body is no event
     */
    public static WebhookEvent parseUnverified(byte[] body) {
        return EventBody.read(null, body);
    }

    private WebhookEvent verified(byte[] body, WebhookHeaders headers) {
        return EventBody.read(check(body, headers), body);
    }

    private String check(byte[] body, WebhookHeaders headers) {
        var delivery = Delivery.of(headers);
        checkTime(delivery.seconds());
        boolean signed = false;
        for (var secret : secrets) {
            signed |= secret.signed(delivery, body);
        }
        if (!signed) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.SIGNATURE_MISMATCH,
                    "No signature fits the delivery. Either it is not Clerk's, or the signing secret is another "
                            + "endpoint's, or the body is not byte for byte the one that came.");
        }
        return delivery.id();
    }

    private void checkTime(long seconds) {
        long now = clock.instant().getEpochSecond();
        if (seconds < now - toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_OLD,
                    "The delivery was signed more than " + toleranceSeconds + " seconds ago.");
        }
        if (seconds > now + toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_NEW,
                    "The delivery was signed more than " + toleranceSeconds
                            + " seconds in the future. Check this server's clock.");
        }
    }

    @Override
    public String toString() {
        return "ClerkWebhooks(" + secrets.size() + " secrets)";
    }

    /** Sets up a {@link ClerkWebhooks}. Not safe for several threads; no method touches the network. */
    public static final class Builder {
        private final List<SigningSecret> secrets = new ArrayList<>();
        private Duration tolerance = Duration.ofMinutes(5);
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Accepts deliveries signed with this secret too.
         *
         * @param secret an endpoint's signing secret, {@code whsec_…}; the prefix may be missing
         * @return this builder
         * @throws IllegalArgumentException if it is empty, no base64 or another kind of key; the message never holds it
         */
        public Builder secret(String secret) {
            secrets.add(SigningSecret.parse(Objects.requireNonNull(secret, "secret")));
            return this;
        }

        /**
         * How far the time of a delivery may be from now, in either direction.
         *
         * @param tolerance in whole seconds, zero or more; five minutes when not set, which is what Clerk's sender
         *     counts on
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder tolerance(Duration tolerance) {
            if (tolerance.isNegative()) {
                throw new IllegalArgumentException("The tolerance must not be negative");
            }
            this.tolerance = tolerance;
            return this;
        }

        /**
         * What the time is, for tests.
         *
         * @param clock the clock; the system's when not set
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Ends the building.
         *
         * @return checks deliveries
         * @throws IllegalArgumentException if there is no secret
         */
        public ClerkWebhooks build() {
            if (secrets.isEmpty()) {
                throw new IllegalArgumentException(
                        "No webhook signing secret: set secret(\"whsec_…\"), which is on the "
                                + "page of the webhook endpoint in the Clerk Dashboard.");
            }
            return new ClerkWebhooks(this);
        }
    }
}
