package com.clerk.sdk.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The options of a session token. Immutable. */
public final class TokenOptions {
    private static final Duration MIN_REMAINING = Duration.ofSeconds(10);
    private static final TokenOptions DEFAULT = new Builder().build();

    private final @Nullable String sessionId;
    private final @Nullable String organizationId;
    private final @Nullable String template;
    private final boolean skipCache;
    private final Duration minRemaining;

    private TokenOptions(Builder builder) {
        this.sessionId = builder.sessionId;
        this.organizationId = builder.organizationId;
        this.template = builder.template;
        this.skipCache = builder.skipCache;
        this.minRemaining = builder.minRemaining;
    }

    /**
     * Returns the default options.
     *
     * @return options for the active session and its active organization
     */
    public static TokenOptions defaults() {
        return DEFAULT;
    }

    /**
     * Builds options in place.
     *
     * @param options sets the options of the builder
     * @return the options
     * @throws IllegalArgumentException if both an organization and a template are set
     */
    public static TokenOptions of(Consumer<Builder> options) {
        var builder = new Builder();
        options.accept(builder);
        return builder.build();
    }

    /**
     * Returns the session that the token is for.
     *
     * @return the id, or null for the active session
     */
    public @Nullable String sessionId() {
        return sessionId;
    }

    /**
     * Returns the organization that the token is for.
     *
     * @return the id, empty for the personal account, or null for the active organization of the session
     */
    public @Nullable String organizationId() {
        return organizationId;
    }

    /**
     * Returns the JWT template that the token is made from.
     *
     * @return the name, or null for a session token
     */
    public @Nullable String template() {
        return template;
    }

    /**
     * Returns whether a cached token is not used.
     *
     * @return true if the token is always a new one
     */
    public boolean skipsCache() {
        return skipCache;
    }

    /**
     * Returns the time for which the token must still be valid.
     *
     * @return the time, 10 seconds by default
     */
    public Duration minRemaining() {
        return minRemaining;
    }

    /** Builds {@link TokenOptions}. Not thread-safe. */
    public static final class Builder {
        private @Nullable String sessionId;
        private @Nullable String organizationId;
        private @Nullable String template;
        private boolean skipCache;
        private Duration minRemaining = MIN_REMAINING;

        private Builder() {}

        /**
         * Sets the session, if there are several on this device.
         *
         * @param sessionId id of the session
         * @return this builder
         */
        public Builder session(String sessionId) {
            this.sessionId = sessionId;
            return this;
        }

        /**
         * Sets the organization for this token only. The active organization stays.
         *
         * @param organizationId id of an organization that the user is a member of, or empty for the personal account
         * @return this builder
         */
        public Builder organization(String organizationId) {
            this.organizationId = organizationId;
            return this;
        }

        /**
         * Makes the token from a JWT template of the instance, for the active organization.
         *
         * @param template name of the template
         * @return this builder
         */
        public Builder template(String template) {
            this.template = template;
            return this;
        }

        /**
         * Asks Clerk for a new token, such as after a change of the user's metadata.
         *
         * @return this builder
         */
        public Builder skipCache() {
            this.skipCache = true;
            return this;
        }

        /**
         * Sets the time for which the token must still be valid. Session tokens live for 60 seconds: with more than
         * about 45, most calls ask Clerk.
         *
         * @param minRemaining zero or more
         * @return this builder
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder minRemaining(Duration minRemaining) {
            if (minRemaining.isNegative()) {
                throw new IllegalArgumentException("minRemaining must not be negative");
            }
            this.minRemaining = minRemaining;
            return this;
        }

        private TokenOptions build() {
            if (organizationId != null && template != null) {
                throw new IllegalArgumentException("A token from a template is always for the active organization:"
                        + " set organization(…) or template(…), not both");
            }
            return new TokenOptions(this);
        }
    }
}
