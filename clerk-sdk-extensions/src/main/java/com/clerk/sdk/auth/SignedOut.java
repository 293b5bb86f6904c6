package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nobody is signed in, or what the request showed must not be trusted. */
public final class SignedOut implements RequestState {
    private final @Nullable TokenType tokenType;
    private final AuthErrorReason reason;
    private final String message;
    private final Map<String, List<String>> headers;
    private final @Nullable SessionAuth pending;

    SignedOut(
            @Nullable TokenType tokenType,
            AuthErrorReason reason,
            String message,
            Map<String, List<String>> headers,
            @Nullable SessionAuth pending) {
        this.tokenType = tokenType;
        this.reason = reason;
        this.message = message;
        this.headers = headers;
        this.pending = pending;
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
     * Why, in a sentence for whoever runs the server. It holds no token and nothing about the user.
     *
     * @return one line of printable ASCII; empty where the reason says it all
     */
    public String message() {
        return message;
    }

    /**
     * The session of a user who has signed in, and has something left to do before they count as signed in, such as to
     * choose an organization. Use it only to let them do that.
     *
     * @return the session when the reason is {@link AuthErrorReason#SESSION_PENDING}, else null
     */
    public @Nullable SessionAuth pendingSession() {
        return pending;
    }

    @Override
    public @Nullable TokenType tokenType() {
        return tokenType;
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "SignedOut(" + reason + ")";
    }
}
