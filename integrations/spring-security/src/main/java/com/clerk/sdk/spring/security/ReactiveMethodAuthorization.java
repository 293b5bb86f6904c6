package com.clerk.sdk.spring.security;

import org.aopalliance.intercept.MethodInvocation;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/** Decides about the calls of annotated methods that return a publisher. */
final class ReactiveMethodAuthorization implements ReactiveAuthorizationManager<MethodInvocation> {
    private final MethodRules rules;

    ReactiveMethodAuthorization(MethodRules rules) {
        this.rules = rules;
    }

    @Override
    @SuppressWarnings("deprecation") // As in ClerkAuthorizationManager: Spring Security 6 calls this one.
    public Mono<AuthorizationDecision> check(Mono<Authentication> authentication, MethodInvocation call) {
        return authentication
                .map(caller -> rules.decide(caller, call))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, MethodInvocation call) {
        return check(authentication, call).cast(AuthorizationResult.class);
    }
}
