package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.Requirement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The questions that expressions can ask about the caller, as the bean {@code clerk}:
 *
 * <pre>{@code
 * @PreAuthorize("@clerk.permission('org:invoices:read') and #owner == authentication.name")
 * }</pre>
 *
 * <p>It asks about the caller of the request that the current thread answers. Somebody whom Clerk did not authenticate
 * meets no requirement. Immutable and safe for use by several threads.
 */
public final class ClerkExpressions {
    /** Creates the object. */
    public ClerkExpressions() {}

    /**
     * Returns the caller.
     *
     * @return the caller, or null if Clerk did not authenticate the request
     */
    public @Nullable Auth auth() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof ClerkAuthentication caller
                ? caller.auth()
                : null;
    }

    /**
     * Tells whether Clerk authenticated the request.
     *
     * @return true if there is a caller
     */
    public boolean signedIn() {
        return auth() != null;
    }

    /**
     * Tells whether the caller meets a requirement.
     *
     * @param requirement the requirement, made with {@link Has}
     * @return true if it is met
     */
    public boolean has(Requirement requirement) {
        var auth = auth();
        return auth != null && auth.has(requirement);
    }

    /**
     * Tells whether the caller has a role in the active organization.
     *
     * @param role key of the role, such as {@code org:admin}
     * @return true if it has the role
     */
    public boolean role(String role) {
        return has(Has.role(role));
    }

    /**
     * Tells whether the caller has a permission in the active organization.
     *
     * @param permission key of the permission, such as {@code org:invoices:read}
     * @return true if it has the permission
     */
    public boolean permission(String permission) {
        return has(Has.permission(permission));
    }

    /**
     * Tells whether the caller or the active organization has a feature.
     *
     * @param feature slug of the feature; the prefix {@code org:} or {@code user:} restricts it to one of the two
     * @return true if one has it
     */
    public boolean feature(String feature) {
        return has(Has.feature(feature));
    }

    /**
     * Tells whether the caller or the active organization has a plan.
     *
     * @param plan slug of the plan; the prefix {@code org:} or {@code user:} restricts it to one of the two
     * @return true if one has it
     */
    public boolean plan(String plan) {
        return has(Has.plan(plan));
    }

    /**
     * Tells whether the machine token of the caller has a scope.
     *
     * @param scope the scope, compared exactly
     * @return true if it has the scope
     */
    public boolean scope(String scope) {
        return has(Has.scope(scope));
    }

    /**
     * Tells whether the user has verified its factors recently.
     *
     * @param preset {@code strict_mfa}, {@code strict}, {@code moderate} or {@code lax}
     * @return true if it has
     * @throws IllegalArgumentException if there is no such preset
     */
    public boolean reverification(String preset) {
        var known = RequireReverification.Preset.valueOf(preset.toUpperCase(Locale.ROOT));
        return has(Has.reverification(MethodRule.reverification(known)));
    }

    /** Registers the bean. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {
        @Bean
        ClerkExpressions clerk() {
            return new ClerkExpressions();
        }
    }
}
