package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The session tokens of the program's own requests, with the failures that an HTTP client expects. Thread-safe. */
final class RequestTokens {
    private static final int UNAUTHORIZED = 401;

    private final SessionManager sessions;

    RequestTokens(SessionManager sessions) {
        this.sessions = sessions;
    }

    /**
     * Returns a token, over the network unless it is cached.
     *
     * @throws IOException if there is no session token: no user is signed in, a task is pending, Clerk gives none, or
     *     the client is closed
     */
    String token() throws IOException {
        String token;
        try {
            token = sessions.token();
        } catch (ClerkException | IllegalStateException e) { // the latter from a closed client
            throw new IOException("There is no session token: " + e.getMessage(), e);
        }
        if (token == null) {
            throw new IOException("No user is signed in, or a task is pending: there is no session token");
        }
        return token;
    }

    /**
     * Returns the token with which a request is sent once more.
     *
     * @param status HTTP status of the response
     * @param token the token of the request
     * @return another token; null if the program is to get this response, because it is not a 401 or because there is
     *     no other token
     */
    @Nullable
    String tokenAfter(int status, String token) {
        return status == UNAUTHORIZED ? sessions.tokenInPlaceOf(token) : null;
    }

    /** Returns the value of the header {@code Authorization} for a token. */
    static String authorization(String token) {
        return "Bearer " + token;
    }
}
