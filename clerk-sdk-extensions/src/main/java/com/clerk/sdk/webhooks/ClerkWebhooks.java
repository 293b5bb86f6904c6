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
 * var webhooks = ClerkWebhooks.fromEnv();
 * WebhookEvent event = webhooks.verify(body, headers);
 * }</pre>
 *
 * <p>The body must be the bytes as they came: read in another charset, or parsed and written again, it has another
 * signature. Checked are, in this order: headers, time, signature, body. The first that fails is the one reported.
 *
 * <p>Immutable and safe for all threads; make one and keep it. Nothing here touches the network. Protocol: Standard
 * Webhooks, symmetric signatures (version 1), with the headers {@code svix-id}, {@code svix-timestamp} and
 * {@code svix-signature}, or where all three are absent {@code webhook-id} and so on.
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
     * Checks deliveries that were signed with any of these secrets, not more than five minutes ago.
     *
     * @param secret the endpoint's signing secret, {@code whsec_…}, from the Clerk Dashboard; the prefix may be
     *     missing; null counts as missing
     * @param others more secrets, such as the one before while secrets are changed
     * @return checks deliveries
     * @throws IllegalArgumentException if one is missing or none; the message says what is wrong, and never holds it
     */
    public static ClerkWebhooks of(@Nullable String secret, String... others) {
        var builder = builder().secret(secret);
        for (var other : others) {
            builder.secret(other);
        }
        return builder.build();
    }

    /**
     * Checks deliveries with the secret in the environment variable {@code CLERK_WEBHOOK_SIGNING_SECRET}; several are
     * separated by commas.
     *
     * @return checks deliveries
     * @throws IllegalArgumentException if the variable is not set, or holds what is no secret; the message never holds
     *     it
     */
    public static ClerkWebhooks fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkWebhooks fromEnv(Map<String, String> environment) {
        var source = "The environment variable " + VARIABLE;
        var value = environment.get(VARIABLE);
        var builder = builder();
        if (value == null) {
            return builder.add(null, source).build();
        }
        for (var secret : value.split(",", -1)) {
            builder.add(secret, source);
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
    public WebhookEvent verify(byte[] body, Map<String, List<String>> headers) {
        return EventBody.read(verifyOnly(body, headers), body);
    }

    /**
     * Checks a delivery and reads its event: {@code webhooks.verify(body, request::getHeader)}.
     *
     * @param body the request's body, byte for byte
     * @param header gives the value of the header with a name, in any case, or null if there is none
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(byte[] body, Function<String, @Nullable String> header) {
        return EventBody.read(verifyOnly(body, header), body);
    }

    /**
     * Checks a delivery and reads its event, for frameworks that give the body as text.
     *
     * @param body the request's body, which must have been read as UTF-8
     * @param headers the request's headers by name, in any case
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(String body, Map<String, List<String>> headers) {
        return verify(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /**
     * Checks a delivery and reads its event, for frameworks that give the body as text and headers by name.
     *
     * @param body the request's body, which must have been read as UTF-8
     * @param header gives the value of the header with a name, in any case, or null if there is none
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know its type
     * @throws WebhookVerificationException if it must not be acted upon, whatever is wrong with it
     */
    public WebhookEvent verify(String body, Function<String, @Nullable String> header) {
        return verify(body.getBytes(StandardCharsets.UTF_8), header);
    }

    /**
     * Checks a delivery without reading its body, such as before the body is put into a queue as it is.
     *
     * @param body the request's body, byte for byte
     * @param headers the request's headers by name, in any case
     * @return the id of the delivery, the same on every retry
     * @throws WebhookVerificationException if the delivery is not Clerk's, was changed or is too old
     */
    public String verifyOnly(byte[] body, Map<String, List<String>> headers) {
        Objects.requireNonNull(headers, "headers");
        return check(body, WebhookHeaders.find(found -> found.take(headers)));
    }

    /**
     * Checks a delivery without reading its body: {@code webhooks.verifyOnly(body, request::getHeader)}.
     *
     * @param body the request's body, byte for byte
     * @param header gives the value of the header with a name, in any case, or null if there is none
     * @return the id of the delivery, the same on every retry
     * @throws WebhookVerificationException if the delivery is not Clerk's, was changed or is too old
     */
    public String verifyOnly(byte[] body, Function<String, @Nullable String> header) {
        Objects.requireNonNull(header, "header");
        return check(body, WebhookHeaders.find(found -> found.take(header)));
    }

    /**
     * Reads the event of a body that nobody has checked: anybody may have sent it. For bodies that were verified before
     * they were stored.
     *
     * @param body a body
     * @return the event, without the delivery's id
     * @throws WebhookVerificationException if the body is no event
     */
    public static WebhookEvent parseUnverified(byte[] body) {
        return EventBody.read(null, body);
    }

    private String check(byte[] body, Delivery delivery) {
        Objects.requireNonNull(body, "body");
        checkTime(delivery.seconds());
        for (var secret : secrets) {
            if (secret.hasSigned(delivery, body)) {
                return delivery.id();
            }
        }
        throw new WebhookVerificationException(
                WebhookVerificationReason.SIGNATURE_MISMATCH,
                "No signature fits the delivery. It is not Clerk's, or the signing secret is that of another endpoint, "
                        + "or the body is not byte for byte what came.");
    }

    private void checkTime(long seconds) {
        long ahead = seconds - Math.floorDiv(clock.millis(), 1000L);
        if (ahead < -toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_OLD,
                    "The delivery was signed more than " + toleranceSeconds + " seconds ago.");
        }
        if (ahead > toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_NEW,
                    "The delivery was signed more than " + toleranceSeconds
                            + " seconds in the future. Check this server's clock.");
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "ClerkWebhooks(" + secrets.size() + (secrets.size() == 1 ? " secret)" : " secrets)");
    }

    /** Sets up a {@link ClerkWebhooks}. Not safe for several threads; no method touches the network. */
    public static final class Builder {
        private static final Duration USUAL_TOLERANCE = Duration.ofMinutes(5);

        private final List<SigningSecret> secrets = new ArrayList<>();
        private Duration tolerance = USUAL_TOLERANCE;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Accepts deliveries that were signed with this secret too.
         *
         * @param secret an endpoint's signing secret, {@code whsec_…}; the prefix may be missing; null counts as
         *     missing
         * @return this builder
         * @throws IllegalArgumentException if it is missing or none; the message says what is wrong, and never holds it
         */
        public Builder secret(@Nullable String secret) {
            return add(secret, "The webhook signing secret");
        }

        private Builder add(@Nullable String secret, String source) {
            secrets.add(SigningSecret.parse(secret, source));
            return this;
        }

        /**
         * How far the time of a delivery may be from now, in either direction.
         *
         * @param tolerance zero or more; parts of a second do not count; five minutes when not set, as Clerk's other
         *     SDKs have it
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
         * What tells the time, for tests.
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
         * @throws IllegalArgumentException if no secret was set
         */
        public ClerkWebhooks build() {
            if (secrets.isEmpty()) {
                SigningSecret.parse(null, "The webhook signing secret");
            }
            return new ClerkWebhooks(this);
        }
    }
}
