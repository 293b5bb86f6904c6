package com.clerk.sdk.client.internal;

import com.clerk.sdk.frontend.model.Client;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the Frontend API, as far as it tells about the client. {@link #toString()} shows no token.
 *
 * @param sent the state of the client when the request was sent
 * @param purpose the reason for the request
 * @param status HTTP status
 * @param date the time at the server, or null if the answer did not have it
 * @param authorization value of the header {@code Authorization}, or null if the answer did not have it
 * @param content the client and the errors in the body
 */
record FrontendResponse(
        Sent sent,
        Purpose purpose,
        int status,
        @Nullable Instant date,
        @Nullable String authorization,
        Content content) {
    private static final int FIRST_REFUSAL = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final String SCHEME = "Bearer ";

    /** The reasons for a request, as far as they matter. */
    enum Purpose {
        /** A call of the program. */
        CALL,
        /** A call of the program that begins a sign-in or a sign-up, and gives up the one that is in progress. */
        BEGINNING,
        /** A call of the program that ends sessions. */
        SIGN_OUT,
        /** The exchange of a nonce for the client of a completed sign-in. */
        NONCE_EXCHANGE,
        /** The question whether a client is still there, after a refusal of the present token. */
        CONFIRMATION
    }

    /**
     * The state of the client when a request was sent.
     *
     * @param token the token that was sent, or null
     * @param clientId id of the client, or null
     * @param generation number of changes of the identity until then
     * @param confirmations number of confirmations until then
     */
    record Sent(@Nullable String token, @Nullable String clientId, long generation, long confirmations) {
        @Override
        public String toString() {
            return "Sent(" + generation + ")";
        }
    }

    /**
     * The parts of a body.
     *
     * @param client the client, or null if the body has none
     * @param clearsClient whether the body says that there is no client
     * @param code code of the first error, or null if there are no errors
     */
    record Content(
            @Nullable Client client,
            boolean clearsClient,
            @Nullable String code) {
        static final Content NOTHING = new Content(null, false, null);
    }

    boolean isRefusal() {
        return status >= FIRST_REFUSAL;
    }

    /** Returns whether Clerk itself refuses the token: a 401 without an error code of Clerk is that of a proxy. */
    boolean refusesToken() {
        return status == UNAUTHORIZED && content.code() != null;
    }

    /** Returns whether the answer takes the token back: its header is empty, or the scheme alone. */
    boolean forgetsToken() {
        boolean empty = authorization != null
                && (authorization.isBlank() || authorization.strip().equalsIgnoreCase("Bearer"));
        // An overloaded server, or a proxy in front of it, does not sign anybody out.
        return empty && status < FIRST_SERVER_ERROR && status != TOO_MANY_REQUESTS;
    }

    /** Returns the new token without the scheme {@code Bearer}, or null if the answer does not have one. */
    @Nullable
    String newToken() {
        var text = authorization == null ? "" : authorization.strip();
        if (text.isEmpty() || text.equalsIgnoreCase("Bearer")) {
            return null;
        }
        boolean withScheme = text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return withScheme ? text.substring(SCHEME.length()).strip() : text;
    }

    @Override
    public String toString() {
        return "FrontendResponse(" + status + ", " + purpose + ")";
    }
}
