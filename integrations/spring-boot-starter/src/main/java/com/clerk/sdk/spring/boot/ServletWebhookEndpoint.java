package com.clerk.sdk.spring.boot;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.HttpRequestHandler;

/** Receives webhooks in an application of Spring MVC. */
final class ServletWebhookEndpoint implements HttpRequestHandler {
    private final WebhookEndpoint endpoint;

    ServletWebhookEndpoint(WebhookEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.setStatus(WebhookEndpoint.METHOD_NOT_ALLOWED);
            return;
        }
        // Only the stream has the bytes that were signed.
        byte[] body = request.getInputStream().readNBytes(WebhookEndpoint.MAX_BODY + 1);
        boolean tooLarge = body.length > WebhookEndpoint.MAX_BODY;
        response.setStatus(tooLarge ? WebhookEndpoint.TOO_LARGE : endpoint.handle(body, headers(request)));
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
