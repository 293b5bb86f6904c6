package com.clerk.sdk.webhooks;

import com.clerk.sdk.runtime.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that must not be acted upon. Answer it with status 400. The message says why, in one line; it holds no
 * secret, no signature and nothing of the body.
 */
public final class WebhookVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final WebhookVerificationReason reason;

    WebhookVerificationException(WebhookVerificationReason reason, String problem) {
        this(reason, problem, null);
    }

    WebhookVerificationException(WebhookVerificationReason reason, String problem, @Nullable Throwable cause) {
        super(problem + " (reason=" + reason.value() + ")", cause);
        this.reason = reason;
    }

    /**
     * Why the delivery was refused. No network.
     *
     * @return the reason
     */
    public WebhookVerificationReason reason() {
        return reason;
    }
}
