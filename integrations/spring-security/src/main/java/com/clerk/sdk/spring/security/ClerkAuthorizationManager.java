package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Requirement;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * The rule that a caller has to meet a requirement:
 *
 * <pre>{@code
 * .requestMatchers("/admin/**").access(clerkHas(role("org:admin").and(reverification(STRICT))))
 * }</pre>
 *
 * <p>If a recent verification of the user's factors is all that is missing, the response asks for it in the way that
 * Clerk's frontend understands. Immutable and safe for use by several threads.
 *
 * @param <T> type of what is secured, which the rule does not look at
 */
public final class ClerkAuthorizationManager<T> implements AuthorizationManager<T> {
    private final Requirement requirement;

    private ClerkAuthorizationManager(Requirement requirement) {
        this.requirement = requirement;
    }

    /**
     * Returns the rule that a caller has to meet a requirement. Somebody whom Clerk did not authenticate meets none.
     *
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return the rule
     * @param <T> type of what is secured
     */
    public static <T> ClerkAuthorizationManager<T> clerkHas(Requirement requirement) {
        return new ClerkAuthorizationManager<>(Objects.requireNonNull(requirement, "requirement"));
    }

    /**
     * Decides whether the caller meets the requirement. Spring Security 6 calls this method.
     *
     * @param authentication the caller
     * @param secured the request or the method call
     * @return the decision
     */
    @Override
    @SuppressWarnings("deprecation") // Spring Security 7 has only the other method, 6.5 has this one as abstract.
    public AuthorizationDecision check(Supplier<Authentication> authentication, T secured) {
        return decide(authentication.get(), requirement);
    }

    /**
     * Decides whether the caller meets the requirement. Spring Security 7 calls this method.
     *
     * @param authentication the caller
     * @param secured the request or the method call
     * @return the decision
     */
    @Override
    public AuthorizationResult authorize(Supplier<Authentication> authentication, T secured) {
        return decide(authentication.get(), requirement);
    }

    private static AuthorizationDecision decide(Authentication authentication, Requirement requirement) {
        return authentication instanceof ClerkAuthentication caller
                        && caller.auth().has(requirement)
                ? new AuthorizationDecision(true)
                : new Refusal(requirement);
    }
}
