package com.clerk.sdk.auth;

import java.util.function.Predicate;

/** What somebody must be, hold or have done, to be let in: made by {@link Has}. Immutable. */
public final class Authorization {
    private final String description;
    private final Predicate<SessionClaims> condition;

    Authorization(String description, Predicate<SessionClaims> condition) {
        this.description = description;
        this.condition = condition;
    }

    /**
     * Asks for both. No network.
     *
     * @param other what must hold beside this
     * @return what holds if both hold
     */
    public Authorization and(Authorization other) {
        return new Authorization(description + " and " + other.description, condition.and(other.condition));
    }

    /** Whether a session meets this. One without a user meets nothing. */
    boolean isMetBy(SessionClaims claims) {
        return !claims.userId().isEmpty() && condition.test(claims);
    }

    /** What is asked, such as {@code permission org:invoices:read}. */
    @Override
    public String toString() {
        return description;
    }
}
