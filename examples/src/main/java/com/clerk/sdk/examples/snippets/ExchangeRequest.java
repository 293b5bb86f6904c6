package com.clerk.sdk.examples.snippets;

// snippet: adapter
import com.clerk.sdk.auth.ClerkRequest;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;

/** A request to the JDK's own HTTP server. */
public record ExchangeRequest(HttpExchange exchange) implements ClerkRequest {
    @Override
    public List<String> headers(String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public String url() {
        // The SDK puts in the host of the Host header, and what a proxy says of scheme and host.
        return "http://localhost:" + exchange.getLocalAddress().getPort() + exchange.getRequestURI();
    }
}
// end
