package com.clerk.sdk.webhooks;

import com.clerk.sdk.errors.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * The exception for a delivery that was refused. Do not act on the delivery, and answer it with status 400. The message
 * says why, in one line that is safe to log: it contains no secret, no signature and nothing of the body.
 */
public final class WebhookVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** A text, because exceptions are serializable and a reason is not. */
    private final String reason;

    WebhookVerificationException(WebhookVerificationReason reason, String problem) {
        this(reason, problem, null);
    }

    WebhookVerificationException(WebhookVerificationReason reason, String problem, @Nullable Throwable cause) {
        super(problem + " (reason=" + reason + ")", cause);
        this.reason = reason.value();
    }

    /**
     * Returns the reason why the delivery was refused.
     *
     * @return the reason
     */
    public WebhookVerificationReason reason() {
        return WebhookVerificationReason.of(reason);
    }
}
