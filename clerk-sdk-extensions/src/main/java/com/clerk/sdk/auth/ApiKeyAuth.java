package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.clerk.sdk.runtime.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that authenticated with an API key of a user or an organization.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class ApiKeyAuth implements Auth {
    private static final String USER = "user_";
    private static final String ORGANIZATION = "org_";

    private final MachineToken token;

    ApiKeyAuth(MachineToken token) {
        this.token = token;
    }

    /**
     * Returns the id of the API key.
     *
     * @return the id
     */
    public String id() {
        return token.id();
    }

    /**
     * Returns the name that was given to the API key.
     *
     * @return the name, or null if Clerk did not send one
     */
    public @Nullable String name() {
        return token.name();
    }

    /**
     * Returns the user that the key belongs to.
     *
     * @return the id of the user, or null if the key belongs to an organization
     */
    public @Nullable String userId() {
        return subject().startsWith(USER) ? subject() : null;
    }

    /**
     * Returns the organization that the key belongs to.
     *
     * @return the id of the organization, or null if the key belongs to a user
     */
    public @Nullable String orgId() {
        return subject().startsWith(ORGANIZATION) ? subject() : null;
    }

    /**
     * Returns the claims that were stored with the key.
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
