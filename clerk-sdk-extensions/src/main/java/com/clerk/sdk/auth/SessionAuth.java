package com.clerk.sdk.auth;

import com.clerk.sdk.backend.model.SessionCreateTokenFromTemplateParams;
import com.clerk.sdk.backend.model.SessionToken;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.http.ApiClient;
import com.google.gson.annotations.JsonAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user who authenticated with a session token.
 *
 * <p>Immutable and safe for use by several threads. Only {@code getToken} calls Clerk.
 */
@JsonAdapter(AuthTypeAdapter.class)
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
     * Returns the claims of the session token.
     *
     * @return the claims
     */
    public SessionClaims claims() {
        return claims;
    }

    /**
     * Returns the user.
     *
     * @return the id of the user
     */
    public String userId() {
        return claims.userId();
    }

    /**
     * Returns the session.
     *
     * @return the id of the session, or null if the token does not belong to a session
     */
    public @Nullable String sessionId() {
        return claims.sessionId();
    }

    /**
     * Returns the active organization.
     *
     * @return the id of the organization, or null if none is active
     */
    public @Nullable String orgId() {
        return claims.orgId();
    }

    /**
     * Returns the slug of the active organization.
     *
     * @return the slug, or null if the token does not have it
     */
    public @Nullable String orgSlug() {
        return claims.orgSlug();
    }

    /**
     * Returns the role of the user in the active organization.
     *
     * @return a role such as {@code org:admin}, or null if no organization is active
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
    public boolean has(Requirement asked) {
        return claims.has(asked);
    }

    /**
     * Creates a token of this session from a JWT template, for another service. Calls Clerk every time, and waits at
     * most 10 seconds, or the timeout of the {@code ClerkBackend} that the authenticator belongs to.
     *
     * @param template name of a JWT template of the instance
     * @return the token, or null if the session token does not belong to a session
     * @throws IllegalStateException if no secret key is set
     * @throws ClerkApiException if Clerk answers with an error
     * @throws ClerkConnectionException if Clerk cannot be reached in time
     * @throws ClerkDecodingException if Clerk's answer cannot be read
     */
    public @Nullable String getToken(String template) {
        return getToken(template, null);
    }

    /**
     * Creates a token of this session from a JWT template, with its own lifetime. Calls Clerk every time, as
     * {@link #getToken(String)} does.
     *
     * @param template name of a JWT template of the instance
     * @param expiresIn lifetime of the token in whole seconds; null for the lifetime in the template
     * @return the token, or null if the session token does not belong to a session
     * @throws IllegalArgumentException if the lifetime is less than a second
     * @throws IllegalStateException if no secret key is set
     * @throws ClerkApiException if Clerk answers with an error
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
            throw new IllegalStateException(
                    "Clerk makes the tokens of JWT templates: set secretKey(\"sk_…\") (CLERK_SECRET_KEY)");
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
            throw new IllegalArgumentException("The token must live for at least 1 second, not " + expiresIn);
        }
        return params.expiresInSeconds(expiresIn.toSeconds()).build();
    }

    /** Returns no data of the user. */
    @Override
    public String toString() {
        return "SessionAuth";
    }
}
