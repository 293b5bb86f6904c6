package com.clerk.sdk.auth;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of a request that has no token, or a token that must not be trusted.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(AuthTypeAdapter.class)
public final class SignedOut implements RequestState {
    private final @Nullable TokenType tokenType;
    private final @Nullable TokenCarrier carrier;
    private final AuthErrorReason reason;
    private final String message;
    private final Map<String, List<String>> headers;
    private final @Nullable SessionAuth pending;
    private final @Nullable Throwable cause;

    SignedOut(
            @Nullable TokenType tokenType,
            @Nullable TokenCarrier carrier,
            AuthErrorReason reason,
            String message,
            Map<String, List<String>> headers,
            @Nullable SessionAuth pending,
            @Nullable Throwable cause) {
        this.tokenType = tokenType;
        this.carrier = carrier;
        this.reason = reason;
        this.message = message;
        this.headers = headers;
        this.pending = pending;
        this.cause = cause;
    }

    /**
     * Returns the reason why the request is not signed in.
     *
     * @return the reason
     */
    public AuthErrorReason reason() {
        return reason;
    }

    /**
     * Returns the reason in a sentence, for the operator of the server. It contains neither the token nor data of the
     * user.
     *
     * @return one line of printable ASCII
     */
    public String message() {
        return message;
    }

    /**
     * Tells whether Clerk gave no usable answer, so that nobody knows whether the caller is signed in: the keys could
     * not be loaded, or Clerk did not answer, was overloaded or failed when a machine token, a handshake or an expired
     * session needed it. Answer such a request with status 503 and {@code Retry-After}, not with 401, which makes
     * clients throw good tokens away.
     *
     * @return true if nobody could decide about the caller; false if the caller is not signed in, or Clerk refused the
     *     secret key of this server
     */
    public boolean isOutage() {
        if (cause instanceof TokenVerificationException refused) {
            return refused.reason().equals(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD);
        }
        return cause instanceof ClerkConnectionException
                || cause instanceof ClerkDecodingException
                || cause instanceof InterruptedException
                || (cause instanceof ClerkApiException answer && isOverload(answer.status()));
    }

    /** Tells whether a status says that the same call may succeed later (RFC 9110 section 15.6, RFC 6585 section 4). */
    private static boolean isOverload(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /**
     * Returns the exception behind the reason, for a log: a {@link TokenVerificationException} with the action to take,
     * an exception of Clerk's Backend API, or an exception that an implementation of {@link ClerkRequest} threw.
     *
     * @return the exception, or null if there was none
     */
    public @Nullable Throwable cause() {
        return cause;
    }

    /**
     * Returns the session of a user who has to complete a task before it counts as signed in, such as to choose an
     * organization. Use it only where they complete that task.
     *
     * @return the session if the reason is {@link AuthErrorReason#SESSION_PENDING}, else null
     */
    public @Nullable SessionAuth pendingSession() {
        return pending;
    }

    @Override
    public @Nullable TokenType tokenType() {
        return tokenType;
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
        return "SignedOut(" + reason + ")";
    }
}
