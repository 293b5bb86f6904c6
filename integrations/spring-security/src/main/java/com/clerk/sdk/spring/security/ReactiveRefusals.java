package com.clerk.sdk.spring.security;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.authorization.HttpStatusServerAccessDeniedHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The entry point and the handler of refused callers in WebFlux. */
final class ReactiveRefusals {
    private static final ServerAccessDeniedHandler OTHERS =
            new HttpStatusServerAccessDeniedHandler(HttpStatus.FORBIDDEN);

    private ReactiveRefusals() {}

    static Mono<Void> unauthorized(ServerWebExchange exchange, AuthenticationException refused) {
        var decision = ClerkWebFilter.decision(exchange);
        if (decision == null) {
            return Mono.error(new IllegalStateException("The request has not come through the filter of Clerk."));
        }
        return ExchangeResponses.send(exchange, decision.unauthorized());
    }

    static Mono<Void> forbidden(ServerWebExchange exchange, AccessDeniedException denied) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(ClerkAuthentication.class)
                .map(caller ->
                        denied instanceof CsrfException ? Refusals.noCsrfToken(caller) : Refusals.of(caller, denied))
                .map(refusal -> ExchangeResponses.send(exchange, refusal))
                .defaultIfEmpty(Mono.defer(() -> OTHERS.handle(exchange, denied)))
                .flatMap(sending -> sending);
    }
}
