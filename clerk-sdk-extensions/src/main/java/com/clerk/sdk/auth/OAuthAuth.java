package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An application that acts for a user, with an OAuth access token. Nothing here touches the network. */
public final class OAuthAuth implements Auth {
    private final MachineToken token;

    OAuthAuth(MachineToken token) {
        this.token = token;
    }

    /**
     * The token.
     *
     * @return its id (claim {@code jti} of a JWT), or empty if it has none
     */
    public String id() {
        return token.id();
    }

    /**
     * The user that the application acts for.
     *
     * @return their id
     */
    public String userId() {
        return token.subject();
    }

    /**
     * The application.
     *
     * @return its client id (RFC 6749 section 2.2), or null if the token does not say
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
