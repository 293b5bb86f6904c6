package com.clerk.sdk.spring.security;

import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.WebResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Functions that write the responses of the SDK to that of WebFlux. */
final class ExchangeResponses {
    private static final String SET_COOKIE = "set-cookie";

    private ExchangeResponses() {}

    /** Appends cookies that are not there yet, because the application has its own, and sets all else. */
    static void add(ServerHttpResponse response, Map<String, List<String>> headers) {
        var cookies = new ArrayList<String>();
        // Of the methods of HttpHeaders that read, only this one is the same in Spring 6 and 7.
        response.getHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase(SET_COOKIE)) {
                cookies.addAll(values);
            }
        });
        headers.forEach((name, values) -> {
            if (!name.equals(SET_COOKIE)) {
                response.getHeaders().set(name, values.get(0));
                return;
            }
            for (var value : values) {
                if (!cookies.contains(value)) {
                    response.getHeaders().add(SET_COOKIE, value);
                }
            }
        });
    }

    /**
     * Lets no cache store the response, whatever the application says: it sets the cookies of a session, which a cache
     * would hand to the next user.
     */
    static void lock(ServerHttpResponse response, String cacheControl) {
        response.beforeCommit(() -> {
            var names = new ArrayList<String>();
            response.getHeaders().forEach((name, values) -> names.add(name));
            names.stream()
                    .filter(GuardDecision::isOfCaches)
                    .forEach(name -> response.getHeaders().set(name, "no-store"));
            response.getHeaders().set("cache-control", cacheControl);
            return Mono.empty();
        });
    }

    /** Sends a response instead of that of the application, unless that one has begun. */
    static Mono<Void> send(ServerWebExchange exchange, WebResponse instead) {
        var response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.empty();
        }
        response.setStatusCode(HttpStatusCode.valueOf(instead.status()));
        add(response, instead.headers());
        var body = instead.body();
        response.getHeaders().setContentLength(body.length);
        if (body.length == 0 || HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
