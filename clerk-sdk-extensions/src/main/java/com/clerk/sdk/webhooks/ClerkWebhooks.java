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
 * A verifier of webhook deliveries. It checks that a delivery is from Clerk, and returns its event:
 *
 * <pre>{@code
 * var webhooks = ClerkWebhooks.fromEnv();
 * WebhookEvent event = webhooks.verify(body, headers);
 * }</pre>
 *
 * <p>Pass the exact bytes of the body: a body that was decoded with another charset, or parsed and written again, no
 * longer matches its signature. The verifier checks the headers, the time, the signature and the body, in this order,
 * and reports the first failure.
 *
 * <p>Immutable and safe for use by several threads: create one and keep it. The protocol is Standard Webhooks with
 * symmetric signatures (version 1). The headers are {@code svix-id}, {@code svix-timestamp} and {@code svix-signature},
 * or {@code webhook-id} and so on if all three are absent.
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
     * Returns a verifier that accepts deliveries signed with any of the given secrets, at most five minutes ago.
     *
     * @param secret the endpoint's signing secret, {@code whsec_…}, from the Clerk Dashboard; the prefix may be missing
     * @param others more secrets, such as the old one while you replace it
     * @return the verifier
     * @throws IllegalArgumentException if a secret is null, empty or invalid; the message does not show it
     */
    public static ClerkWebhooks of(@Nullable String secret, String... others) {
        var builder = builder().secret(secret);
        for (var other : others) {
            builder.secret(other);
        }
        return builder.build();
    }

    /**
     * Returns a verifier with the secret in the environment variable {@code CLERK_WEBHOOK_SIGNING_SECRET}. Separate
     * several secrets by commas.
     *
     * @return the verifier
     * @throws IllegalArgumentException if the variable is not set, or contains an invalid secret; the message does not
     *     show it
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
     * Returns a builder without a secret and with the default settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a delivery and returns its event.
     *
     * @param body the exact bytes of the request's body
     * @param headers the request's headers by name; values are texts or lists of texts, and upper and lower case of
     *     names do not matter
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know the type
     * @throws WebhookVerificationException if the delivery is refused, for any {@link WebhookVerificationReason}
     * @throws IllegalArgumentException if a header of a delivery is neither a text nor a list of texts
     */
    public WebhookEvent verify(byte[] body, Map<String, ?> headers) {
        return EventParser.parse(verifyOnly(body, headers), body);
    }

    /**
     * Verifies a delivery and returns its event, such as {@code webhooks.verify(body, request::getHeader)}.
     *
     * @param body the exact bytes of the request's body
     * @param header a function from the name of a header to its value, or to null if it is absent. It is called with
     *     the usual spellings of each name, so that {@code map::get} of a map that is sensitive to case will do
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know the type
     * @throws WebhookVerificationException if the delivery is refused, for any {@link WebhookVerificationReason}
     */
    public WebhookEvent verify(byte[] body, Function<String, @Nullable String> header) {
        return EventParser.parse(verifyOnly(body, header), body);
    }

    /**
     * Verifies a delivery and returns its event, for frameworks that pass the body as text.
     *
     * @param body the request's body, decoded as UTF-8
     * @param headers the request's headers by name; values are texts or lists of texts, and upper and lower case of
     *     names do not matter
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know the type
     * @throws WebhookVerificationException if the delivery is refused, for any {@link WebhookVerificationReason}
     * @throws IllegalArgumentException if a header of a delivery is neither a text nor a list of texts
     */
    public WebhookEvent verify(String body, Map<String, ?> headers) {
        return verify(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /**
     * Verifies a delivery and returns its event, for frameworks that pass the body as text and headers by name.
     *
     * @param body the request's body, decoded as UTF-8
     * @param header a function from the name of a header to its value, or to null if it is absent. It is called with
     *     the usual spellings of each name, so that {@code map::get} of a map that is sensitive to case will do
     * @return the event, with the delivery's id; an {@code UnknownEvent} if this version does not know the type
     * @throws WebhookVerificationException if the delivery is refused, for any {@link WebhookVerificationReason}
     */
    public WebhookEvent verify(String body, Function<String, @Nullable String> header) {
        return verify(body.getBytes(StandardCharsets.UTF_8), header);
    }

    /**
     * Verifies a delivery without parsing its body, such as before you put the body into a queue.
     *
     * @param body the exact bytes of the request's body
     * @param headers the request's headers by name; values are texts or lists of texts, and upper and lower case of
     *     names do not matter
     * @return the delivery's id, the same on every retry
     * @throws WebhookVerificationException if the delivery is not from Clerk, was changed on its way, or is too old
     * @throws IllegalArgumentException if a header of a delivery is neither a text nor a list of texts
     */
    public String verifyOnly(byte[] body, Map<String, ?> headers) {
        Objects.requireNonNull(headers, "headers");
        return check(body, DeliveryHeaderParser.find(parser -> parser.take(headers)));
    }

    /**
     * Verifies a delivery without parsing its body, such as {@code webhooks.verifyOnly(body, request::getHeader)}.
     *
     * @param body the exact bytes of the request's body
     * @param header a function from the name of a header to its value, or to null if it is absent. It is called with
     *     the usual spellings of each name, so that {@code map::get} of a map that is sensitive to case will do
     * @return the delivery's id, the same on every retry
     * @throws WebhookVerificationException if the delivery is not from Clerk, was changed on its way, or is too old
     */
    public String verifyOnly(byte[] body, Function<String, @Nullable String> header) {
        Objects.requireNonNull(header, "header");
        return check(body, DeliveryHeaderParser.find(parser -> parser.take(header)));
    }

    /**
     * Parses the event in a body without verifying it. Use it only for bodies that were verified before they were
     * stored: anybody can send an unverified body.
     *
     * @param body the exact bytes of the body
     * @return the event, without the delivery's id
     * @throws WebhookVerificationException if the body is not an event
     */
    public static WebhookEvent parseUnverified(byte[] body) {
        return EventParser.parse(null, body);
    }

    private String check(byte[] body, DeliveryHeaders delivery) {
        Objects.requireNonNull(body, "body");
        checkTime(delivery.seconds());
        for (var secret : secrets) {
            if (secret.hasSigned(delivery, body)) {
                return delivery.id();
            }
        }
        throw new WebhookVerificationException(
                WebhookVerificationReason.SIGNATURE_MISMATCH,
                "The signature of the delivery does not match. Check that the signing secret belongs to this endpoint,"
                        + " and that the body is passed byte for byte as it was received. If both are right, the"
                        + " delivery is not from Clerk.");
    }

    private void checkTime(long seconds) {
        long ahead = seconds - Math.floorDiv(clock.millis(), 1000L);
        if (ahead < -toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_OLD,
                    "The delivery was signed more than " + toleranceSeconds
                            + " seconds ago. It may be a replay; if it is not, check this server's clock.");
        }
        if (ahead > toleranceSeconds) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.TIMESTAMP_TOO_NEW,
                    "The delivery was signed more than " + toleranceSeconds
                            + " seconds in the future. Check this server's clock.");
        }
    }

    /** Returns a text that does not show the secrets. */
    @Override
    public String toString() {
        return "ClerkWebhooks(" + secrets.size() + (secrets.size() == 1 ? " secret)" : " secrets)");
    }

    /** A builder of {@link ClerkWebhooks}. Not safe for use by several threads. */
    public static final class Builder {
        private static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

        private final List<SigningSecret> secrets = new ArrayList<>();
        private Duration tolerance = DEFAULT_TOLERANCE;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Adds a secret. The verifier accepts deliveries signed with any of its secrets.
         *
         * @param secret the endpoint's signing secret, {@code whsec_…}, from the Clerk Dashboard; the prefix may be
         *     missing
         * @return this builder
         * @throws IllegalArgumentException if the secret is null, empty or invalid; the message does not show it
         */
        public Builder secret(@Nullable String secret) {
            return add(secret, "The webhook signing secret");
        }

        private Builder add(@Nullable String secret, String source) {
            secrets.add(SigningSecret.parse(secret, source));
            return this;
        }

        /**
         * Sets how far the time of a delivery may be from the current time, in either direction.
         *
         * @param tolerance the tolerance, zero or more, cut to whole seconds; the default is five minutes, as in
         *     Clerk's other SDKs
         * @return this builder
         * @throws IllegalArgumentException if the tolerance is negative
         */
        public Builder tolerance(Duration tolerance) {
            if (tolerance.isNegative()) {
                throw new IllegalArgumentException("The tolerance must not be negative: " + tolerance);
            }
            this.tolerance = tolerance;
            return this;
        }

        /**
         * Sets the clock, for tests.
         *
         * @param clock the clock; the default is the system clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Creates the verifier.
         *
         * @return the verifier
         * @throws IllegalArgumentException if no secret was added
         */
        public ClerkWebhooks build() {
            if (secrets.isEmpty()) {
                SigningSecret.parse(null, "The webhook signing secret");
            }
            return new ClerkWebhooks(this);
        }
    }
}
