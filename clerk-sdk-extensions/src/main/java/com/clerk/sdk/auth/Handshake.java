package com.clerk.sdk.auth;

import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request whose browser has to visit Clerk first, which sends it back with fresh cookies. Answer with
 * status 307 and {@link #headers()}.
 *
 * <p>Only requests for a page, with method and URL, get this state; an API never does. Immutable and safe for use by
 * several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class Handshake implements RequestState {
    private final @Nullable TokenCarrier carrier;
    private final AuthErrorReason reason;
    private final String message;
    private final Map<String, List<String>> headers;

    Handshake(
            @Nullable TokenCarrier carrier, AuthErrorReason reason, String message, Map<String, List<String>> headers) {
        this.carrier = carrier;
        this.reason = reason;
        this.message = message;
        this.headers = headers;
    }

    /**
     * Returns the reason for the redirect.
     *
     * @return the reason
     */
    public AuthErrorReason reason() {
        return reason;
    }

    /**
     * Returns the reason in a sentence, for the operator of the server.
     *
     * @return one line of printable ASCII
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
    public @Nullable TokenCarrier carrier() {
        return carrier;
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
