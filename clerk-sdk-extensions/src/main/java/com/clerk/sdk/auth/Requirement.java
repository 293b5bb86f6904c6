package com.clerk.sdk.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A requirement that a caller has to meet, such as a role, a permission or a scope. {@link Has} makes it,
 * {@link Auth#has} and {@link SessionClaims#has} check it. Immutable.
 */
public final class Requirement {
    private final List<Part> parts;

    private Requirement(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * One requirement.
     *
     * @param session the condition for a session
     * @param scopes the condition for the scopes of a machine token
     * @param reverification the reverification that this is, or null
     */
    private record Part(
            String description,
            Predicate<SessionClaims> session,
            Predicate<List<String>> scopes,
            @Nullable Reverification reverification) {}

    static Requirement ofSession(String description, Predicate<SessionClaims> condition) {
        return new Requirement(List.of(new Part(description, condition, scopes -> false, null)));
    }

    static Requirement ofScope(String scope) {
        return new Requirement(
                List.of(new Part("scope " + scope, claims -> false, scopes -> scopes.contains(scope), null)));
    }

    static Requirement of(Reverification reverification) {
        return new Requirement(List.of(new Part(
                "reverification " + reverification,
                claims -> reverification.isMetBy(claims.factorVerificationAge()),
                scopes -> false,
                reverification)));
    }

    /**
     * Combines two requirements.
     *
     * @param other the requirement to add
     * @return a requirement that is met if both are met
     */
    public Requirement and(Requirement other) {
        var both = new ArrayList<>(parts);
        both.addAll(other.parts);
        return new Requirement(List.copyOf(both));
    }

    /** Tells whether a session meets this requirement. A session without a user meets none. */
    boolean isMetBy(SessionClaims claims) {
        if (claims.userId().isEmpty()) {
            return false;
        }
        for (var part : parts) {
            if (!part.session().test(claims)) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a machine token with these scopes meets this requirement. */
    boolean isMetBy(List<String> scopes) {
        for (var part : parts) {
            if (!part.scopes().test(scopes)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the verification of factors that is all the caller lacks. Ask the user to verify, and they may go on;
     * Clerk's frontend does that for an answer with this level and time.
     *
     * @param auth the caller
     * @return the verification that is missing, or null if the requirement is met, or if something else is missing too
     */
    public @Nullable Reverification unmetReverification(Auth auth) {
        if (!(auth instanceof SessionAuth session) || session.userId().isEmpty()) {
            return null;
        }
        Reverification missing = null;
        for (var part : parts) {
            boolean met = part.session().test(session.claims());
            if (!met && part.reverification() == null) {
                return null;
            }
            missing = met || missing != null ? missing : part.reverification();
        }
        return missing;
    }

    /** Returns the requirement in words, such as {@code permission org:invoices:read}. */
    @Override
    public String toString() {
        return parts.stream().map(Part::description).collect(Collectors.joining(" and "));
    }
}
