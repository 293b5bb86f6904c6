package com.clerk.sdk.auth;

import java.util.Objects;

/**
 * What a session can be asked about, for {@link SessionClaims#has}:
 * {@code claims.has(permission("org:invoices:read"))}. Import these statically. Nothing here touches the network.
 */
public final class Has {
    private Has() {}

    /**
     * A role in the active organization.
     *
     * @param role key of the role, such as {@code org:admin}; {@code admin} means the same
     * @return what to ask
     */
    public static Requirement role(String role) {
        Objects.requireNonNull(role, "role");
        return new Requirement("role " + role, claims -> claims.organization().hasRole(role));
    }

    /**
     * A custom permission in the active organization. Clerk's own permissions, those with {@code sys_}, are in no token
     * of version 2.
     *
     * @param permission key of the permission, such as {@code org:invoices:read}; {@code invoices:read} means the same
     * @return what to ask
     */
    public static Requirement permission(String permission) {
        Objects.requireNonNull(permission, "permission");
        return new Requirement(
                "permission " + permission, claims -> claims.organization().hasPermission(permission));
    }

    /**
     * A feature of the plan of the user or the active organization.
     *
     * @param feature slug of the feature; {@code org:} or {@code user:} before it asks about that one alone
     * @return what to ask
     */
    public static Requirement feature(String feature) {
        Objects.requireNonNull(feature, "feature");
        return new Requirement(
                "feature " + feature, claims -> claims.scoped("fea").contains(feature));
    }

    /**
     * A plan that the user or the active organization has.
     *
     * @param plan slug of the plan; {@code org:} or {@code user:} before it asks about that one alone
     * @return what to ask
     */
    public static Requirement plan(String plan) {
        Objects.requireNonNull(plan, "plan");
        return new Requirement("plan " + plan, claims -> claims.scoped("pla").contains(plan));
    }

    /**
     * A fresh proof of who the user is.
     *
     * @param reverification how fresh, such as {@link Reverification#STRICT}
     * @return what to ask
     */
    public static Requirement reverification(Reverification reverification) {
        Objects.requireNonNull(reverification, "reverification");
        return new Requirement(
                "reverification " + reverification, claims -> reverification.isMetBy(claims.factorVerificationAge()));
    }
}
