package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.TokenOptions;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The session token that a caller wants. It does not change after {@link #of}. */
public final class TokenRequest implements TokenOptions {
    /** The request for a token of the active session and its active organization. */
    static final TokenRequest DEFAULT = new TokenRequest();

    private @Nullable String sessionId;
    private @Nullable String organizationId;
    private @Nullable String template;
    private boolean skipsCache;
    private Duration minRemaining = Duration.ofNanos(SessionTokens.MARGIN_NANOS);

    private TokenRequest() {}

    /**
     * Returns the request with options.
     *
     * @param options sets the options
     * @return the request
     * @throws IllegalArgumentException if both an organization and a template are set
     */
    public static TokenRequest of(Consumer<? super TokenOptions> options) {
        var request = new TokenRequest();
        options.accept(request);
        if (request.organizationId != null && request.template != null) {
            throw new IllegalArgumentException("A token from a template is always for the active organization:"
                    + " set organization(…) or template(…), not both");
        }
        return request.copy(); // a caller that keeps the options must not change the request
    }

    private TokenRequest copy() {
        var copy = new TokenRequest();
        copy.sessionId = sessionId;
        copy.organizationId = organizationId;
        copy.template = template;
        copy.skipsCache = skipsCache;
        copy.minRemaining = minRemaining;
        return copy;
    }

    @Override
    public TokenRequest session(String sessionId) {
        this.sessionId = sessionId;
        return this;
    }

    @Override
    public TokenRequest organization(String organizationId) {
        this.organizationId = organizationId;
        return this;
    }

    @Override
    public TokenRequest template(String template) {
        this.template = template;
        return this;
    }

    @Override
    public TokenRequest skipCache() {
        this.skipsCache = true;
        return this;
    }

    @Override
    public TokenRequest minRemaining(Duration minRemaining) {
        if (minRemaining.isNegative()) {
            throw new IllegalArgumentException("minRemaining must not be negative");
        }
        this.minRemaining = minRemaining;
        return this;
    }

    /** Returns the id of the session, or null for the active session. */
    @Nullable
    String sessionId() {
        return sessionId;
    }

    /** Returns the id of the organization, empty for the personal account, or null for the active organization. */
    @Nullable
    String organizationId() {
        return organizationId;
    }

    /** Returns the name of the JWT template, or null for a session token. */
    @Nullable
    String template() {
        return template;
    }

    boolean skipsCache() {
        return skipsCache;
    }

    /** Returns the time for which a cached token must still be valid. */
    Duration minRemaining() {
        return minRemaining;
    }
}
