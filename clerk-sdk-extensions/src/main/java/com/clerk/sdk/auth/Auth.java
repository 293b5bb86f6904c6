package com.clerk.sdk.auth;

import java.util.List;

/**
 * Who was authenticated: a {@link SessionAuth} for a user's session, or an {@link ApiKeyAuth}, {@link M2mAuth} or
 * {@link OAuthAuth} for a program. Immutable; no {@code toString} holds a token or personal data.
 */
public sealed interface Auth permits SessionAuth, ApiKeyAuth, M2mAuth, OAuthAuth {
    /**
     * The kind of token. No network.
     *
     * @return the kind
     */
    TokenType tokenType();

    /**
     * On whose behalf (claim {@code sub}). No network.
     *
     * @return an id: of a user for sessions, of a user or an organization for API keys, of a machine for M2M tokens
     */
    String subject();

    /**
     * What the token was issued for. No network.
     *
     * @return scopes; empty for sessions; immutable
     */
    List<String> scopes();

    /**
     * The token itself, to pass on. Never log it. No network.
     *
     * @return the text that came with the request
     */
    String token();

    /**
     * Whether the one authenticated may do something: {@code has(permission("org:invoices:read"))}. No network.
     *
     * @param asked what is needed, from {@link Has}
     * @return true if a session says so; always false for the other kinds, which have scopes instead
     */
    default boolean has(Requirement asked) {
        return false;
    }
}
