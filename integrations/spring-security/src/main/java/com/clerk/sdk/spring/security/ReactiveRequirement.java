package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Requirement;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import reactor.core.publisher.Mono;

/**
 * The rule of WebFlux that a caller has to meet a requirement.
 *
 * @param <T> type of what is secured
 */
final class ReactiveRequirement<T> implements ReactiveAuthorizationManager<T> {
    private final Requirement requirement;

    ReactiveRequirement(Requirement requirement) {
        this.requirement = requirement;
    }

    @Override
    @SuppressWarnings("deprecation") // As in ClerkAuthorizationManager: Spring Security 6 calls this one.
    public Mono<AuthorizationDecision> check(Mono<Authentication> authentication, T secured) {
        return authentication.flatMap(this::decide).defaultIfEmpty(new AuthorizationDecision(false));
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, T secured) {
        return check(authentication, secured).cast(AuthorizationResult.class);
    }

    /** Refuses a caller by an error: the exception that Spring Security would make does not say what is lacking. */
    private Mono<AuthorizationDecision> decide(Authentication authentication) {
        if (!(authentication instanceof ClerkAuthentication caller)) {
            return Mono.just(new AuthorizationDecision(false));
        }
        return caller.auth().has(requirement)
                ? Mono.just(new AuthorizationDecision(true))
                : Mono.error(new AuthorizationDeniedException(
                        "The caller does not meet: " + requirement, new Refusal(requirement)));
    }
}
