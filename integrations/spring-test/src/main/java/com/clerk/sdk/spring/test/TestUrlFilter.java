package com.clerk.sdk.spring.test;

import java.net.URI;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives the requests of a {@code WebTestClient} that is bound to an application context a host, which requests over the
 * network always have.
 */
final class TestUrlFilter implements WebFilter, Ordered {
    private static final String HOST = "http://localhost";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var uri = exchange.getRequest().getURI();
        if (uri.isAbsolute()) {
            return chain.filter(exchange);
        }
        var absolute = URI.create(HOST + uri);
        return chain.filter(
                exchange.mutate().request(request -> request.uri(absolute)).build());
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
