package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineTokens;
import com.clerk.sdk.auth.jwt.ClaimRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that differ for some requests, such as those of one route. They override the settings of the
 * {@link RequestAuthenticator}; keys and URLs can be set only there.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class AuthenticateOptions {
    private static final AuthenticateOptions NONE = new Builder().build();

    private final @Nullable AcceptedTokens accepted;
    private final @Nullable Set<String> authorizedParties;
    private final @Nullable Set<String> audiences;
    private final @Nullable Boolean acceptPendingSessions;
    private final boolean redirects;

    private AuthenticateOptions(Builder builder) {
        this.accepted = builder.accepted;
        this.authorizedParties = builder.authorizedParties;
        this.audiences = builder.audiences;
        this.acceptPendingSessions = builder.acceptPendingSessions;
        this.redirects = builder.redirects;
    }

    static AuthenticateOptions none() {
        return NONE;
    }

    /**
     * Returns options that accept only these token types.
     *
     * @param type an accepted type
     * @param others further accepted types
     * @return the options
     */
    public static AuthenticateOptions acceptTokens(TokenType type, TokenType... others) {
        return builder().acceptTokens(type, others).build();
    }

    /**
     * Returns options that accept every token type.
     *
     * @return the options
     */
    public static AuthenticateOptions acceptAnyToken() {
        return builder().acceptAnyToken().build();
    }

    /**
     * Returns a builder that overrides nothing.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    AcceptedTokens accepted(AcceptedTokens defaults) {
        return accepted == null ? defaults : accepted;
    }

    boolean acceptPendingSessions(boolean defaults) {
        return acceptPendingSessions == null ? defaults : acceptPendingSessions;
    }

    boolean redirects() {
        return redirects;
    }

    ClaimRules rules(ClaimRules defaults) {
        if (authorizedParties == null && audiences == null) {
            return defaults;
        }
        return defaults.with(authorizedParties, audiences);
    }

    MachineTokens machines(MachineTokens defaults) {
        return audiences == null ? defaults : defaults.withAudiences(audiences);
    }

    /** Builds {@link AuthenticateOptions}. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable AcceptedTokens accepted;
        private @Nullable Set<String> authorizedParties;
        private @Nullable Set<String> audiences;
        private @Nullable Boolean acceptPendingSessions;
        private boolean redirects = true;

        private Builder() {}

        /**
         * Accepts only these token types.
         *
         * @param type an accepted type
         * @param others further accepted types
         * @return this builder
         */
        public Builder acceptTokens(TokenType type, TokenType... others) {
            this.accepted = AcceptedTokens.of(type, others);
            return this;
        }

        /**
         * Accepts every token type.
         *
         * @return this builder
         */
        public Builder acceptAnyToken() {
            this.accepted = AcceptedTokens.ANY;
            return this;
        }

        /**
         * Sets the origins that session tokens may have been issued to. Overrides those of the authenticator.
         *
         * @param parties origins such as {@code https://app.example.com}; an empty list accepts every origin
         * @return this builder
         * @throws IllegalArgumentException if one is not an origin: scheme, host, and a port unless it is the usual one
         */
        public Builder authorizedParties(String... parties) {
            return authorizedParties(List.of(parties));
        }

        /**
         * Sets the origins that session tokens may have been issued to. Overrides those of the authenticator.
         *
         * @param parties origins such as {@code https://app.example.com}; an empty list accepts every origin
         * @return this builder
         * @throws IllegalArgumentException if one is not an origin: scheme, host, and a port unless it is the usual one
         */
        public Builder authorizedParties(Collection<String> parties) {
            this.authorizedParties = ClaimRules.requireOrigins(parties);
            return this;
        }

        /**
         * Sets the audiences that tokens may be intended for. Overrides those of the authenticator.
         *
         * @param audiences values of the claim {@code aud}; empty ones are left out; an empty list accepts every
         *     audience
         * @return this builder
         */
        public Builder audiences(String... audiences) {
            this.audiences = ClaimRules.audiences(List.of(audiences));
            return this;
        }

        /**
         * Sets whether a pending session counts as signed in: that of a user who has to complete a task first, such as
         * to choose an organization. Accept it only where the user completes that task.
         *
         * @param accepted true to accept pending sessions
         * @return this builder
         */
        public Builder acceptPendingSessions(boolean accepted) {
            this.acceptPendingSessions = accepted;
            return this;
        }

        /**
         * Sets whether the browser may be sent to Clerk to renew its session. Without redirects there is never a
         * {@link Handshake}: such a request is signed out with the same reason, and what a browser brings back from
         * Clerk is left for the next page. For paths that no person opens, such as a health check.
         *
         * @param allowed false for no redirects; true by default
         * @return this builder
         */
        public Builder redirects(boolean allowed) {
            this.redirects = allowed;
            return this;
        }

        /**
         * Builds the options.
         *
         * @return the options
         */
        public AuthenticateOptions build() {
            return new AuthenticateOptions(this);
        }
    }
}
