package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The browser has to visit Clerk, which sends it back with fresh cookies: answer with status 307 and
 * {@link #headers()}. Only requests for a page, with their method and URL, end here; an API never sees one.
 */
public final class Handshake implements RequestState {
    private final AuthErrorReason reason;
    private final String message;
    private final Map<String, List<String>> headers;

    Handshake(AuthErrorReason reason, String message, Map<String, List<String>> headers) {
        this.reason = reason;
        this.message = message;
        this.headers = headers;
    }

    /**
     * Why.
     *
     * @return the reason
     */
    public AuthErrorReason reason() {
        return reason;
    }

    /**
     * Why, in a sentence for whoever runs the server.
     *
     * @return one line of printable ASCII; empty where the reason says it all
     */
    public String message() {
        return message;
    }

    @Override
    public String location() {
        return Objects.requireNonNull(RequestState.super.location(), "a handshake has a location");
    }

    @Override
    public TokenType tokenType() {
        return TokenType.SESSION_TOKEN;
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "Handshake(" + reason + ")";
    }
}
