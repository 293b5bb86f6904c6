package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.clerk.sdk.runtime.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;

/**
 * A machine that authenticated with an M2M token.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class M2mAuth implements Auth {
    private final MachineToken token;

    M2mAuth(MachineToken token) {
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
     * Returns the machine that sent the request.
     *
     * @return the id of the machine, {@code mch_…}
     */
    public String machineId() {
        return token.subject();
    }

    /**
     * Returns the claims that the machine added to the token.
     *
     * @return an object, or JSON null
     */
    public JsonValue claims() {
        return token.claims();
    }

    @Override
    public TokenType tokenType() {
        return TokenType.M2M_TOKEN;
    }

    @Override
    public String subject() {
        return token.subject();
    }

    /**
     * Returns the machines that the token may be used with.
     *
     * @return the ids of the machines as an immutable list
     */
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
        return "M2mAuth(" + token.subject() + ")";
    }
}
