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
    private final @Nullable Throwable cause;

    SignedOut(
            @Nullable TokenType tokenType,
            AuthErrorReason reason,
            String message,
            Map<String, List<String>> headers,
            @Nullable SessionAuth pending,
            @Nullable Throwable cause) {
        this.tokenType = tokenType;
        this.reason = reason;
        this.message = message;
        this.headers = headers;
        this.pending = pending;
        this.cause = cause;
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
     * What led to it, for a log: a {@link TokenVerificationException} with what to do about it, an exception about
     * Clerk's Backend API, or what an implementation of {@link ClerkRequest} threw.
     *
     * @return the exception, or null if there was none
     */
    public @Nullable Throwable cause() {
        return cause;
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
