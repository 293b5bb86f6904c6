package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;

/** Somebody is signed in, or a machine has shown a good token. */
public final class SignedIn implements RequestState {
    private final Auth auth;
    private final Map<String, List<String>> headers;

    SignedIn(Auth auth, Map<String, List<String>> headers) {
        this.auth = auth;
        this.headers = headers;
    }

    /**
     * Who it is, and what they may do.
     *
     * @return a {@link SessionAuth} unless other kinds of token are accepted
     */
    public Auth auth() {
        return auth;
    }

    @Override
    public TokenType tokenType() {
        return auth.tokenType();
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
