package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;

/**
 * The authenticated caller: a {@link SessionAuth} for the session of a user, or an {@link ApiKeyAuth}, {@link M2mAuth}
 * or {@link OAuthAuth} for a program. {@link SignedIn#auth()} returns it.
 *
 * <p>Immutable and safe for use by several threads. No {@code toString} shows a token or personal data.
 */
@JsonAdapter(AuthTypeAdapter.class)
public sealed interface Auth permits SessionAuth, ApiKeyAuth, M2mAuth, OAuthAuth {
    /**
     * Returns the type of the token that authenticated the caller.
     *
     * @return the token type
     */
    TokenType tokenType();

    /**
     * Returns the subject of the token (claim {@code sub}).
     *
     * @return an id: of a user for sessions and OAuth tokens, of a user or an organization for API keys, of a machine
     *     for M2M tokens
     */
    String subject();

    /**
     * Returns the scopes of the token.
     *
     * @return the scopes as an immutable list; empty for sessions
     */
    List<String> scopes();

    /**
     * Returns the token itself, to pass it on. Never log it.
     *
     * @return the token as it was sent with the request
     */
    String token();

    /**
     * Tells whether the caller meets a requirement: {@code has(permission("org:invoices:read"))}.
     *
     * @param asked the requirement, made with {@link Has}
     * @return true if the caller meets the requirement; a machine token meets only {@link Has#scope}, a session never
     */
    default boolean has(Requirement asked) {
        return asked.isMetBy(scopes());
    }

    /**
     * Returns the caller as JSON, without the token: its type, ids, scopes and claims, with the names of Clerk's API.
     * Jackson and gson write this.
     *
     * @return a JSON object; an id that is absent is null
     */
    @com.fasterxml.jackson.annotation.JsonValue
    default JsonValue json() {
        return StateJson.of(this);
    }
}
