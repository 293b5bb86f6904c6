package com.clerk.sdk.spring.boot;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.WebhookVerificationException;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Verifies deliveries and passes their events to the handler, for servlets and WebFlux. */
final class WebhookEndpoint {
    /** The longest body, in bytes. */
    static final int MAX_BODY = 4 << 20;

    static final int TOO_LARGE = 413;
    static final int METHOD_NOT_ALLOWED = 405;

    private static final Log LOG = LogFactory.getLog(WebhookEndpoint.class);

    private final ClerkWebhooks webhooks;
    private final WebhookHandler handler;

    WebhookEndpoint(ClerkWebhooks webhooks, WebhookHandler handler) {
        this.webhooks = webhooks;
        this.handler = handler;
    }

    /** Handles a delivery. Returns the status to answer with: 204, 400 for a delivery that is not Clerk's, or 500. */
    int handle(byte[] body, Map<String, List<String>> headers) {
        try {
            handler.handle(webhooks.verify(body, headers));
            return 204;
        } catch (WebhookVerificationException e) {
            LOG.info("A delivery was refused (" + e.reason().value() + "): " + e.getMessage());
            return 400;
        } catch (RuntimeException e) {
            LOG.error("The delivery could not be handled. Clerk will send it again.", e);
            return 500;
        }
    }
}
