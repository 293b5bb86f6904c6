package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.clerk.sdk.runtime.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program with an API key that a user or an organization made. Nothing here touches the network. */
public final class ApiKeyAuth implements Auth {
    private static final String USER = "user_";
    private static final String ORGANIZATION = "org_";

    private final MachineToken token;

    ApiKeyAuth(MachineToken token) {
        this.token = token;
    }

    /**
     * The API key.
     *
     * @return its id
     */
    public String id() {
        return token.id();
    }

    /**
     * What its maker called it.
     *
     * @return the name, or null if Clerk did not say
     */
    public @Nullable String name() {
        return token.name();
    }

    /**
     * The user that the key belongs to.
     *
     * @return their id, or null if it belongs to an organization
     */
    public @Nullable String userId() {
        return subject().startsWith(USER) ? subject() : null;
    }

    /**
     * The organization that the key belongs to.
     *
     * @return its id, or null if it belongs to a user
     */
    public @Nullable String orgId() {
        return subject().startsWith(ORGANIZATION) ? subject() : null;
    }

    /**
     * What was stored with the key.
     *
     * @return an object, or JSON null
     */
    public JsonValue claims() {
        return token.claims();
    }

    @Override
    public TokenType tokenType() {
        return TokenType.API_KEY;
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
        return "ApiKeyAuth(" + token.id() + ")";
    }
}
