package com.clerk.sdk.auth;

import com.clerk.sdk.backend.model.SessionCreateTokenFromTemplateParams;
import com.clerk.sdk.backend.model.SessionToken;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A signed-in user, by a session token. Only {@code getToken} touches the network. */
public final class SessionAuth implements Auth {
    private final String token;
    private final SessionClaims claims;
    private final @Nullable ApiClient api;

    SessionAuth(String token, SessionClaims claims, @Nullable ApiClient api) {
        this.token = token;
        this.claims = claims;
        this.api = api;
    }

    /**
     * All that the token says.
     *
     * @return its claims
     */
    public SessionClaims claims() {
        return claims;
    }

    /**
     * The user.
     *
     * @return their id
     */
    public String userId() {
        return claims.userId();
    }

    /**
     * The session.
     *
     * @return its id, or null if the token belongs to none
     */
    public @Nullable String sessionId() {
        return claims.sessionId();
    }

    /**
     * The active organization.
     *
     * @return its id, or null if there is none
     */
    public @Nullable String orgId() {
        return claims.orgId();
    }

    /**
     * The active organization's slug.
     *
     * @return the slug, or null if there is none
     */
    public @Nullable String orgSlug() {
        return claims.orgSlug();
    }

    /**
     * The user's role in the active organization.
     *
     * @return a role such as {@code org:admin}, or null if there is none
     */
    public @Nullable String orgRole() {
        return claims.orgRole();
    }

    @Override
    public TokenType tokenType() {
        return TokenType.SESSION_TOKEN;
    }

    @Override
    public String subject() {
        return claims.userId();
    }

    @Override
    public List<String> scopes() {
        return List.of();
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public boolean has(Authorization asked) {
        return claims.has(asked);
    }

    /**
     * Gets a token of this session made from a template, for another service. Calls Clerk, every time.
     *
     * @param template name of a JWT template of the instance
     * @return the token, or null if the session token belongs to no session
     * @throws IllegalStateException if no secret key was set
     * @throws ClerkApiException if Clerk answers without success
     * @throws ClerkConnectionException if Clerk cannot be reached in time
     * @throws ClerkDecodingException if Clerk's answer cannot be read
     */
    public @Nullable String getToken(String template) {
        return getToken(template, null);
    }

    /**
     * Gets a token of this session made from a template, with a lifetime of its own. Calls Clerk, every time.
     *
     * @param template name of a JWT template of the instance
     * @param expiresIn how long the token lives, in whole seconds; null for what the template says
     * @return the token, or null if the session token belongs to no session
     * @throws IllegalArgumentException if the lifetime is less than a second
     * @throws IllegalStateException if no secret key was set
     * @throws ClerkApiException if Clerk answers without success
     * @throws ClerkConnectionException if Clerk cannot be reached in time
     * @throws ClerkDecodingException if Clerk's answer cannot be read
     */
    public @Nullable String getToken(String template, @Nullable Duration expiresIn) {
        Objects.requireNonNull(template, "template");
        var params = params(expiresIn);
        var session = sessionId();
        if (session == null) {
            return null;
        }
        if (api == null) {
            throw new IllegalStateException("A token from a template is made by Clerk: set secretKey(\"sk_…\")");
        }
        return api.post(
                        "sessions.createTokenFromTemplate",
                        "/sessions/{session_id}/tokens/{template_name}",
                        session,
                        template)
                .params(params)
                .returns(SessionToken.CODEC)
                .execute()
                .jwt();
    }

    private static SessionCreateTokenFromTemplateParams params(@Nullable Duration expiresIn) {
        var params = SessionCreateTokenFromTemplateParams.builder();
        if (expiresIn == null) {
            return params.build();
        }
        if (expiresIn.toSeconds() < 1) {
            throw new IllegalArgumentException("The token must live for a second at least");
        }
        return params.expiresInSeconds(expiresIn.toSeconds()).build();
    }

    @Override
    public String toString() {
        return "SessionAuth(" + claims.userId() + ")";
    }
}
