package com.clerk.sdk.auth;

import java.util.Objects;

/**
 * Factory of the requirements that {@link Auth#has} checks: {@code auth.has(permission("org:invoices:read"))}. Import
 * its methods statically. Safe for use by several threads.
 */
public final class Has {
    private Has() {}

    /**
     * Returns the requirement of a role in the active organization.
     *
     * @param role key of the role, such as {@code org:admin}; {@code admin} means the same
     * @return the requirement
     * @throws IllegalArgumentException if it is blank
     */
    public static Requirement role(String role) {
        requireKey("role", role);
        return Requirement.ofSession(
                "role " + role, claims -> claims.organization().hasRole(role));
    }

    /**
     * Returns the requirement of a custom permission in the active organization. Clerk's system permissions, whose keys
     * have {@code sys_}, are not in tokens of version 2.
     *
     * @param permission key of the permission, such as {@code org:invoices:read}; {@code invoices:read} means the same
     * @return the requirement
     * @throws IllegalArgumentException if it is blank
     */
    public static Requirement permission(String permission) {
        requireKey("permission", permission);
        return Requirement.ofSession(
                "permission " + permission, claims -> claims.organization().hasPermission(permission));
    }

    /**
     * Returns the requirement of a feature in the plan of the user or of the active organization.
     *
     * @param feature slug of the feature; the prefix {@code org:} or {@code user:} restricts it to one of the two
     * @return the requirement
     * @throws IllegalArgumentException if it is blank
     */
    public static Requirement feature(String feature) {
        requireKey("feature", feature);
        return Requirement.ofSession(
                "feature " + feature, claims -> claims.scoped("fea").contains(feature));
    }

    /**
     * Returns the requirement of a plan of the user or of the active organization.
     *
     * @param plan slug of the plan; the prefix {@code org:} or {@code user:} restricts it to one of the two
     * @return the requirement
     * @throws IllegalArgumentException if it is blank
     */
    public static Requirement plan(String plan) {
        requireKey("plan", plan);
        return Requirement.ofSession(
                "plan " + plan, claims -> claims.scoped("pla").contains(plan));
    }

    /**
     * Returns the requirement of a recent verification of the user's factors.
     *
     * @param reverification the factors and their maximum age, such as {@link Reverification#STRICT}
     * @return the requirement
     */
    public static Requirement reverification(Reverification reverification) {
        Objects.requireNonNull(reverification, "reverification");
        return Requirement.of(reverification);
    }

    /**
     * Returns the requirement of a scope of a machine token: an API key, an M2M token or an OAuth access token. The
     * scopes of an M2M token are the machines that it may be used with. A session has no scopes.
     *
     * @param scope the scope, compared exactly
     * @return the requirement
     * @throws IllegalArgumentException if it is blank
     */
    public static Requirement scope(String scope) {
        requireKey("scope", scope);
        return Requirement.ofScope(scope);
    }

    // A key from a missing setting would lock everybody out without a word.
    private static void requireKey(String what, String key) {
        Objects.requireNonNull(key, what);
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    "The " + what + " to check is blank. Give its key as the Clerk Dashboard shows it");
        }
    }
}
