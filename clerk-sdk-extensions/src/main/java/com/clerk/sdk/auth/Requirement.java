package com.clerk.sdk.auth;

import java.util.function.Predicate;

/**
 * A requirement that a session has to meet, such as a role or a permission. {@link Has} makes it,
 * {@link SessionClaims#has} checks it. Immutable.
 */
public final class Requirement {
    private final String description;
    private final Predicate<SessionClaims> condition;

    Requirement(String description, Predicate<SessionClaims> condition) {
        this.description = description;
        this.condition = condition;
    }

    /**
     * Combines two requirements.
     *
     * @param other the requirement to add
     * @return a requirement that is met if both are met
     */
    public Requirement and(Requirement other) {
        return new Requirement(description + " and " + other.description, condition.and(other.condition));
    }

    /** Tells whether a session meets this requirement. A session without a user meets none. */
    boolean isMetBy(SessionClaims claims) {
        return !claims.userId().isEmpty() && condition.test(claims);
    }

    /** Returns the requirement in words, such as {@code permission org:invoices:read}. */
    @Override
    public String toString() {
        return description;
    }
}
