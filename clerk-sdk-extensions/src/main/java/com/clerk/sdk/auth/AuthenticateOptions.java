package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineTokens;
import com.clerk.sdk.auth.jwt.ClaimRules;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is different for some requests, such as those of one route. Keys and addresses are not among it: those belong to
 * the {@link RequestAuthenticator}. Immutable; touches no network.
 */
public final class AuthenticateOptions {
    private static final AuthenticateOptions NONE = new Builder().build();

    private final @Nullable AcceptedTokens accepted;
    private final @Nullable Set<String> authorizedParties;
    private final @Nullable Set<String> audiences;
    private final @Nullable Boolean acceptPendingSessions;

    private AuthenticateOptions(Builder builder) {
        this.accepted = builder.accepted;
        this.authorizedParties = builder.authorizedParties;
        this.audiences = builder.audiences;
        this.acceptPendingSessions = builder.acceptPendingSessions;
    }

    static AuthenticateOptions none() {
        return NONE;
    }

    /**
     * Accepts these kinds of token, and none else.
     *
     * @param type a kind
     * @param others more kinds
     * @return options
     */
    public static AuthenticateOptions acceptsTokens(TokenType type, TokenType... others) {
        return builder().acceptsTokens(type, others).build();
    }

    /**
     * Accepts every kind of token.
     *
     * @return options
     */
    public static AuthenticateOptions acceptsAnyToken() {
        return builder().acceptsAnyToken().build();
    }

    /**
     * Starts with nothing different.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    AcceptedTokens accepted(AcceptedTokens usual) {
        return accepted == null ? usual : accepted;
    }

    boolean acceptPendingSessions(boolean usual) {
        return acceptPendingSessions == null ? usual : acceptPendingSessions;
    }

    ClaimRules rules(ClaimRules usual) {
        if (authorizedParties == null && audiences == null) {
            return usual;
        }
        return usual.of(authorizedParties, audiences);
    }

    MachineTokens machines(MachineTokens usual) {
        return audiences == null ? usual : usual.withAudiences(audiences);
    }

    /** Collects options. Not safe for several threads. */
    public static final class Builder {
        private @Nullable AcceptedTokens accepted;
        private @Nullable Set<String> authorizedParties;
        private @Nullable Set<String> audiences;
        private @Nullable Boolean acceptPendingSessions;

        private Builder() {}

        /**
         * Accepts these kinds of token, and none else.
         *
         * @param type a kind
         * @param others more kinds
         * @return this builder
         */
        public Builder acceptsTokens(TokenType type, TokenType... others) {
            this.accepted = AcceptedTokens.of(type, others);
            return this;
        }

        /**
         * Accepts every kind of token.
         *
         * @return this builder
         */
        public Builder acceptsAnyToken() {
            this.accepted = AcceptedTokens.ANY;
            return this;
        }

        /**
         * The origins that session tokens may have been issued to, in place of the authenticator's.
         *
         * @param parties origins such as {@code https://app.example.com}; none accepts every origin
         * @return this builder
         * @throws IllegalArgumentException if one is blank or ends with a slash, as no origin does
         */
        public Builder authorizedParties(String... parties) {
            return authorizedParties(List.of(parties));
        }

        /**
         * The origins that session tokens may have been issued to, in place of the authenticator's.
         *
         * @param parties origins such as {@code https://app.example.com}; none accepts every origin
         * @return this builder
         * @throws IllegalArgumentException if one is blank or ends with a slash, as no origin does
         */
        public Builder authorizedParties(Collection<String> parties) {
            this.authorizedParties = ClaimRules.parties(parties);
            return this;
        }

        /**
         * Whom tokens may be meant for, in place of the authenticator's.
         *
         * @param audiences values of the claim {@code aud}; empty ones are left out; none accepts every audience
         * @return this builder
         */
        public Builder audiences(String... audiences) {
            this.audiences = ClaimRules.audiences(List.of(audiences));
            return this;
        }

        /**
         * Whether a user counts as signed in who has something left to do, such as to choose an organization: only
         * where they do just that.
         *
         * @param accepted true to accept them
         * @return this builder
         */
        public Builder acceptPendingSessions(boolean accepted) {
            this.acceptPendingSessions = accepted;
            return this;
        }

        /**
         * Ends the building.
         *
         * @return the options
         */
        public AuthenticateOptions build() {
            return new AuthenticateOptions(this);
        }
    }
}
