package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.WebhookVerificationException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A receiver of webhooks for any Jakarta Servlet container. */
// snippet: webhooks-servlet
final class WebhookServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int MAX_BODY = 4 << 20;

    private final transient ClerkWebhooks webhooks;
    private final transient WebhookHandler handler;

    WebhookServlet(ClerkWebhooks webhooks, WebhookHandler handler) {
        this.webhooks = webhooks;
        this.handler = handler;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Read the stream: getReader() and getParameter() would decode the bytes.
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        response.setStatus(body.length > MAX_BODY ? 413 : status(request, body));
    }

    private int status(HttpServletRequest request, byte[] body) {
        try {
            handler.handle(webhooks.verify(body, request::getHeader));
            return 204;
        } catch (WebhookVerificationException e) {
            log(e.getMessage());
            return 400;
        } catch (RuntimeException e) {
            log("The delivery could not be handled", e);
            return 500;
        }
    }
}
// end
