package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.ContextView;

/** The filter of a WebFlux application that authenticates requests and tells Spring Security who sent them. */
final class ClerkWebFilter implements WebFilter {
    private static final String DECISION = ClerkWebFilter.class.getName() + ".decision";

    /** Clerk's answers arrive on threads of the HTTP client, where code of the application must not run. */
    private static final Executor EXECUTOR = task -> Schedulers.parallel().schedule(task);

    private final RequestGuard guard;
    private final Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities;
    private final @Nullable ReactiveProxy proxy;

    ClerkWebFilter(RequestGuard guard, Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities) {
        this.guard = guard;
        this.authorities = authorities;
        this.proxy = ReactiveProxy.of(guard);
    }

    /** Returns what the chain that has the request decided about it, or null. */
    static @Nullable GuardDecision decision(ServerWebExchange exchange) {
        return exchange.getAttribute(DECISION);
    }

    /** Tells whether the pipeline with this context answers a request that has come through a filter of Clerk. */
    static boolean isIn(ContextView context) {
        return context.hasKey(ClerkWebFilter.class);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        RequestPath path;
        ClerkRequest request;
        try {
            request = request(exchange.getRequest());
            if (proxy != null && proxy.serves(exchange)) {
                return proxy.forward(exchange, request, peer(exchange.getRequest()));
            }
            path = RequestPath.of(
                    exchange.getRequest().getPath().pathWithinApplication().value());
        } catch (IllegalArgumentException e) {
            return ExchangeResponses.send(exchange, WebResponse.badRequest("The URL of the request is malformed."));
        }
        return Mono.fromFuture(() -> guard.checkAsync(request, path, EXECUTOR))
                .flatMap(decision -> pass(exchange, chain, decision));
    }

    /** Returns the request with the URL that the browser sees, if Spring is set up for the proxies in front of it. */
    private ClerkRequest request(ServerHttpRequest request) {
        var headers = new HashMap<String, List<String>>();
        // Of the methods of HttpHeaders that read all values, only this one is the same in Spring 6 and 7.
        request.getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return guard.request(request.getMethod().name(), request.getURI().toString(), headers::get, peer(request));
    }

    private static String peer(ServerHttpRequest request) {
        var peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? ""
                : peer.getAddress().getHostAddress();
    }

    private Mono<Void> pass(ServerWebExchange exchange, WebFilterChain chain, GuardDecision decision) {
        var instead = decision.response();
        if (instead != null) {
            return ExchangeResponses.send(exchange, instead);
        }
        exchange.getAttributes().put(DECISION, decision);
        var headers = decision.headers();
        ExchangeResponses.add(exchange.getResponse(), headers);
        var caching = headers.get("cache-control");
        if (decision.setsCookies() && caching != null) {
            ExchangeResponses.lock(exchange.getResponse(), caching.get(0));
        }
        if (!needsCsrfToken(exchange, decision)) {
            skipCsrf(exchange, decision);
        }
        var next = chain.filter(exchange).contextWrite(context -> context.put(ClerkWebFilter.class, true));
        return decision.state() instanceof SignedIn in
                ? next.contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication(in)))
                : next;
    }

    private ClerkAuthentication authentication(SignedIn in) {
        return new ClerkAuthentication(in.auth(), in.carrier(), authorities.apply(in.auth()), guard);
    }

    /** Skips the check for a token: for good if a header, which no other site can send, has one of Clerk's. */
    private static void skipCsrf(ServerWebExchange exchange, GuardDecision decision) {
        if (decision.state().carrier() == TokenCarrier.HEADER) {
            CsrfWebFilter.skipExchange(exchange);
        } else {
            ReactiveCsrfTokens.postpone(exchange);
        }
    }

    /** Tells whether a browser may have sent by itself what authenticates the request, as {@link CsrfMatcher} does. */
    private static boolean needsCsrfToken(ServerWebExchange exchange, GuardDecision decision) {
        if (decision.state() instanceof SignedIn in) {
            return in.carrier() == TokenCarrier.COOKIE;
        }
        if (decision.state().carrier() == TokenCarrier.HEADER) {
            return false;
        }
        var tls = exchange.getRequest().getSslInfo();
        boolean certificate = tls != null && tls.getPeerCertificates() != null;
        return certificate || exchange.getRequest().getHeaders().getFirst("Authorization") != null;
    }
}
