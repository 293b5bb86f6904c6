package com.clerk.sdk.servlet;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.WebhookVerificationException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A servlet that receives webhooks: it verifies each delivery and passes its event to a handler. It answers 204, or 400
 * for a delivery that is not Clerk's, 413 for one of more than 4 MiB, and 500 if the handler fails, after which Clerk
 * sends the delivery again.
 *
 * <p>Its signature protects it: leave its path out of the rules that protect, and out of protection against forged
 * requests (CSRF). Safe for use by several threads.
 */
public final class ClerkWebhookServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MAX_BODY = 4 << 20;

    private final transient ClerkWebhooks webhooks;
    private final transient WebhookHandler handler;

    /**
     * Creates a servlet.
     *
     * @param webhooks verifies the deliveries
     * @param handler handles the events
     */
    public ClerkWebhookServlet(ClerkWebhooks webhooks, WebhookHandler handler) {
        this.webhooks = Objects.requireNonNull(webhooks, "webhooks");
        this.handler = Objects.requireNonNull(handler, "handler");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Only the stream has the bytes that were signed.
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        response.setStatus(body.length > MAX_BODY ? 413 : handle(body, headers(request)));
    }

    /** Refuses a TRACE, whose response would repeat the headers of the request (RFC 9110 section 9.3.8). */
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    private int handle(byte[] body, Map<String, List<String>> headers) {
        try {
            handler.handle(webhooks.verify(body, headers));
            return 204;
        } catch (WebhookVerificationException e) {
            log(e.getMessage());
            return 400;
        } catch (RuntimeException e) {
            log("The delivery could not be handled.", e);
            return 500;
        }
    }

    /** Returns all values of all headers: a header that is there twice must not pass as if it were there once. */
    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
