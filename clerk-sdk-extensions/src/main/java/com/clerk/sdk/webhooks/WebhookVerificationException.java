package com.clerk.sdk.webhooks;

import com.clerk.sdk.errors.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that must not be acted upon; answer it with status 400. The message says why, in one line that can be
 * logged: it holds no secret, no signature and nothing of the body.
 */
public final class WebhookVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** As text, because exceptions are serializable. */
    private final String reason;

    WebhookVerificationException(WebhookVerificationReason reason, String problem) {
        this(reason, problem, null);
    }

    WebhookVerificationException(WebhookVerificationReason reason, String problem, @Nullable Throwable cause) {
        super(problem + " (reason=" + reason + ")", cause);
        this.reason = reason.value();
    }

    /**
     * Why the delivery was refused. No network.
     *
     * @return the reason
     */
    public WebhookVerificationReason reason() {
        return WebhookVerificationReason.of(reason);
    }
}
