package com.clerk.sdk.auth;

import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Map;

/**
 * The state of a request that has a valid token of an accepted type.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class SignedIn implements RequestState {
    private final Auth auth;
    private final TokenCarrier carrier;
    private final Map<String, List<String>> headers;

    SignedIn(Auth auth, TokenCarrier carrier, Map<String, List<String>> headers) {
        this.auth = auth;
        this.carrier = carrier;
        this.headers = headers;
    }

    /**
     * Returns the authenticated caller.
     *
     * @return a {@link SessionAuth}, or another type if other token types are accepted
     */
    public Auth auth() {
        return auth;
    }

    @Override
    public TokenType tokenType() {
        return auth.tokenType();
    }

    @Override
    public TokenCarrier carrier() {
        return carrier;
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "SignedIn(" + auth.tokenType().value() + ")";
    }
}
