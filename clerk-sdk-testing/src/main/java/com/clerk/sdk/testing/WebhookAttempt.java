package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.webhooks.Attempt;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An attempt of a {@link ClerkServer} to deliver a webhook. Immutable. */
public final class WebhookAttempt {
    private final Attempt attempt;

    WebhookAttempt(Attempt attempt) {
        this.attempt = attempt;
    }

    /**
     * Returns the id of the message, which is the same in each attempt to deliver it.
     *
     * @return the id, such as {@code msg_…}
     */
    public String id() {
        return attempt.id();
    }

    /**
     * Returns the type of the event.
     *
     * @return the type, such as {@code user.created}
     */
    public String type() {
        return attempt.type();
    }

    /**
     * Returns the URL that it was sent to.
     *
     * @return the URL
     */
    public String url() {
        return attempt.url().toString();
    }

    /**
     * Returns the number of the attempt.
     *
     * @return 1 for the first attempt
     */
    public int number() {
        return attempt.number();
    }

    /**
     * Returns the time of the attempt.
     *
     * @return the time, by the server's clock
     */
    public Instant time() {
        return attempt.time();
    }

    /**
     * Returns the body that was sent.
     *
     * @return a copy of the exact bytes
     */
    public byte[] body() {
        return attempt.body().clone();
    }

    /**
     * Returns the HTTP status of the response.
     *
     * @return the status; empty if there was no response
     */
    public OptionalInt status() {
        return attempt.status() == 0 ? OptionalInt.empty() : OptionalInt.of(attempt.status());
    }

    /**
     * Returns why there was no response.
     *
     * @return the reason, or null if there was a response
     */
    public @Nullable String failure() {
        return attempt.failure();
    }

    /**
     * Returns whether the endpoint accepted the message.
     *
     * @return whether the status was 200 to 299
     */
    public boolean succeeded() {
        return attempt.succeeded();
    }

    /** Shows the type, the number and the status. */
    @Override
    public String toString() {
        return "WebhookAttempt[" + attempt.type() + ", number=" + attempt.number() + ", status=" + attempt.status()
                + "]";
    }
}
