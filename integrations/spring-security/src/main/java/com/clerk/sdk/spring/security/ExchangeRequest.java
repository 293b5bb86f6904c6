package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.ClerkRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A request to WebFlux. The server knows the URL that the browser sees, if it is set up for the proxies in front of it;
 * what a client says in the headers of proxies does not count.
 */
final class ExchangeRequest implements ClerkRequest {
    private final ServerHttpRequest request;
    private final Map<String, List<String>> headers = new HashMap<>();

    ExchangeRequest(ServerHttpRequest request) {
        this.request = request;
        // Of the methods of HttpHeaders that read, only this one is the same in Spring 6 and 7.
        request.getHeaders().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!lower.startsWith("x-forwarded-") && !lower.equals("x-real-ip")) {
                headers.put(lower, List.copyOf(values));
            }
        });
        var peer = request.getRemoteAddress();
        if (peer != null && peer.getAddress() != null) {
            headers.put("x-forwarded-for", List.of(peer.getAddress().getHostAddress()));
        }
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String method() {
        return request.getMethod().name();
    }

    @Override
    public String url() {
        return request.getURI().toString();
    }

    @Override
    public boolean hasExternalUrl() {
        return true;
    }
}
