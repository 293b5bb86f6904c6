package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.clerk.sdk.runtime.JsonValue;
import java.util.List;

/** A machine that calls another, with an M2M token. Nothing here touches the network. */
public final class M2mAuth implements Auth {
    private final MachineToken token;

    M2mAuth(MachineToken token) {
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
     * The machine that calls.
     *
     * @return its id, {@code mch_…}
     */
    public String machineId() {
        return token.subject();
    }

    /**
     * What the machine put into the token.
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
     * The machines that the token may be used with.
     *
     * @return their ids; immutable
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
