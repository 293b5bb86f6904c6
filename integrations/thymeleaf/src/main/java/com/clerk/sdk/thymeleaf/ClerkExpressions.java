package com.clerk.sdk.thymeleaf;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.SessionAuth;
import org.jspecify.annotations.Nullable;

/** The object {@code #clerk} of expressions in templates. Immutable and safe for use by several threads. */
public final class ClerkExpressions {
    private final @Nullable Auth auth;

    ClerkExpressions(@Nullable Auth auth) {
        this.auth = auth;
    }

    /**
     * Tells whether the request is signed in.
     *
     * @return true if there is a caller
     */
    public boolean isSignedIn() {
        return auth != null;
    }

    /**
     * Returns the caller.
     *
     * @return the caller, or null if the request is not signed in
     */
    public @Nullable Auth getAuth() {
        return auth;
    }

    /**
     * Returns the id of the user.
     *
     * @return the id, or null if the request was not sent by a user
     */
    public @Nullable String getUserId() {
        return auth instanceof SessionAuth session ? session.userId() : null;
    }

    /**
     * Returns the id of the active organization.
     *
     * @return the id, or null if there is none
     */
    public @Nullable String getOrgId() {
        return auth instanceof SessionAuth session ? session.orgId() : null;
    }

    /**
     * Tells whether the caller has a role in the active organization.
     *
     * @param role the key of a role such as {@code org:admin}
     * @return true if the caller has it
     */
    public boolean hasRole(String role) {
        return has(Has.role(role));
    }

    /**
     * Tells whether the caller has a permission in the active organization.
     *
     * @param permission the key of a permission such as {@code org:invoices:read}
     * @return true if the caller has it
     */
    public boolean hasPermission(String permission) {
        return has(Has.permission(permission));
    }

    /**
     * Tells whether a feature is enabled for the caller.
     *
     * @param feature the key of a feature
     * @return true if it is enabled
     */
    public boolean hasFeature(String feature) {
        return has(Has.feature(feature));
    }

    /**
     * Tells whether the caller has a plan.
     *
     * @param plan the key of a plan
     * @return true if the caller has it
     */
    public boolean hasPlan(String plan) {
        return has(Has.plan(plan));
    }

    private boolean has(Requirement requirement) {
        return auth != null && auth.has(requirement);
    }

    @Override
    public String toString() {
        return "ClerkExpressions("
                + (auth == null ? "signed out" : auth.tokenType().value()) + ")";
    }
}
