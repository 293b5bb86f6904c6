package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application that acts for a user and authenticated with an OAuth access token.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class OAuthAuth implements Auth {
    private final MachineToken token;

    OAuthAuth(MachineToken token) {
        this.token = token;
    }

    /**
     * Returns the id of the token (claim {@code jti} of a JWT).
     *
     * @return the id, or an empty string if the token has none
     */
    public String id() {
        return token.id();
    }

    /**
     * Returns the user that the application acts for.
     *
     * @return the id of the user
     */
    public String userId() {
        return token.subject();
    }

    /**
     * Returns the client id of the application (RFC 6749 section 2.2).
     *
     * @return the client id, or null if the token does not have it
     */
    public @Nullable String clientId() {
        return token.clientId();
    }

    @Override
    public TokenType tokenType() {
        return TokenType.OAUTH_TOKEN;
    }

    @Override
    public String subject() {
        return token.subject();
    }

    @Override
    public List<String> scopes() {
        return token.scopes();
    }

    @Override
    public String token() {
        return token.text();
    }

    @Override
    public String toString() {
        return "OAuthAuth(" + token.id() + ")";
    }
}
