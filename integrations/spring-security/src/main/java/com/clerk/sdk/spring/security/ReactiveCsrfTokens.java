package com.clerk.sdk.spring.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestHandler;
import org.springframework.security.web.server.csrf.XorServerCsrfTokenRequestAttributeHandler;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The CSRF tokens of WebFlux, which are those of {@link CsrfTokens}. */
final class ReactiveCsrfTokens implements ServerCsrfTokenRequestHandler {
    private static final String POSTPONED = ReactiveCsrfTokens.class.getName() + ".postponed";

    private final ServerCsrfTokenRequestHandler plain = new ServerCsrfTokenRequestAttributeHandler();
    private final ServerCsrfTokenRequestHandler masked = new XorServerCsrfTokenRequestAttributeHandler();

    @Override
    public void handle(ServerWebExchange exchange, Mono<CsrfToken> token) {
        masked.handle(exchange, token);
    }

    @Override
    public Mono<String> resolveCsrfTokenValue(ServerWebExchange exchange, CsrfToken token) {
        return plain.resolveCsrfTokenValue(exchange, token)
                .filter(sent -> isEqual(sent, token.getToken()))
                .switchIfEmpty(masked.resolveCsrfTokenValue(exchange, token));
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the token and sets its cookie, where the filter for CSRF has not been skipped. */
    static Mono<Void> setCookie(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<CsrfToken> token = exchange.getAttribute(CsrfToken.class.getName());
        return token == null ? chain.filter(exchange) : token.then(chain.filter(exchange));
    }

    /** Skips the check for a token of a request of nobody, until a filter finds its caller. */
    static void postpone(ServerWebExchange exchange) {
        var before = new HashSet<>(exchange.getAttributes().keySet());
        CsrfWebFilter.skipExchange(exchange);
        var added = new HashSet<>(exchange.getAttributes().keySet());
        added.removeAll(before); // nothing is left if the application has skipped the check itself
        exchange.getAttributes().put(POSTPONED, added);
    }

    /**
     * Lets the {@link CsrfWebFilter} of the chain look at a request that had no caller when it passed, if some filter
     * has found one since, such as by a cookie of the application.
     *
     * <p>It is the same filter, so everything that the application has set for CSRF counts: which requests need a
     * token, where that is kept, and what a refusal looks like. Only the finished chain has the filter, so it is looked
     * for among the beans.
     */
    static final class LateCallers implements WebFilter {
        private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();

        /** For a chain that is not a bean: the settings that {@link ClerkWebFlux} makes. */
        private final CsrfWebFilter usual = new CsrfWebFilter();

        LateCallers() {
            usual.setCsrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse());
            usual.setRequestHandler(new ReactiveCsrfTokens());
            usual.setAccessDeniedHandler(ReactiveRefusals::forbidden);
        }

        @Override
        public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
            Set<String> postponed = exchange.getAttribute(POSTPONED);
            if (postponed == null) {
                return chain.filter(exchange);
            }
            return ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(context -> context.getAuthentication())
                    .map(this::isLate)
                    .defaultIfEmpty(false)
                    .flatMap(late -> late ? check(exchange, chain, postponed) : chain.filter(exchange));
        }

        /** Tells whether somebody else than Clerk has authenticated the request: Clerk does so before the check. */
        private boolean isLate(Authentication caller) {
            return !(caller instanceof ClerkAuthentication) && trust.isAuthenticated(caller);
        }

        private Mono<Void> check(ServerWebExchange exchange, WebFilterChain chain, Set<String> postponed) {
            exchange.getAttributes().keySet().removeAll(postponed);
            return protection(exchange)
                    .flatMap(protection -> protection.filter(exchange, same -> setCookie(same, chain)));
        }

        /** Returns what protects the chain of this filter: nothing if the application has switched CSRF off. */
        private Mono<WebFilter> protection(ServerWebExchange exchange) {
            var context = exchange.getApplicationContext();
            if (context == null) {
                return Mono.just(usual);
            }
            return chains(context)
                    .concatMap(chain -> chain.getWebFilters().collectList())
                    .filter(filters -> filters.contains(this))
                    .next()
                    .map(LateCallers::csrfFilter)
                    .defaultIfEmpty(usual);
        }

        private static Flux<SecurityWebFilterChain> chains(ApplicationContext context) {
            return Flux.fromStream(() -> context.getBeanProvider(SecurityWebFilterChain.class).stream());
        }

        private static WebFilter csrfFilter(List<WebFilter> filters) {
            return filters.stream()
                    .filter(CsrfWebFilter.class::isInstance)
                    .findFirst()
                    .orElse((exchange, chain) -> chain.filter(exchange));
        }
    }
}
