package com.clerk.sdk.auth;

import com.clerk.sdk.errors.ClerkException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token that must not be trusted. The message says why, in one line of printable ASCII that fits into a header; it
 * holds neither the token nor whom it is about.
 */
public final class TokenVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** As text, because exceptions are serializable. */
    private final String reason;

    /** What is wrong, without the rest of the message. */
    private final String problem;

    /** What would help. */
    private final @Nullable String action;

    /** Where the token was found. */
    private final @Nullable TokenCarrier carrier;

    TokenVerificationException(TokenVerificationReason reason, String problem) {
        this(reason, problem, null, null, null);
    }

    TokenVerificationException(TokenVerificationReason reason, String problem, String action) {
        this(reason, problem, action, null, null);
    }

    TokenVerificationException(
            TokenVerificationReason reason,
            String problem,
            @Nullable String action,
            @Nullable TokenCarrier carrier,
            @Nullable Throwable cause) {
        super(message(reason, problem, action, carrier), cause);
        this.reason = reason.value();
        this.problem = problem;
        this.action = action;
        this.carrier = carrier;
    }

    private static String message(
            TokenVerificationReason reason, String problem, @Nullable String action, @Nullable TokenCarrier carrier) {
        var where = carrier == null ? "" : ", token-carrier=" + carrier.value();
        return problem + (action == null ? "" : " " + action) + " (reason=" + reason + where + ")";
    }

    /** What is wrong, without the rest of the message. */
    String problem() {
        return problem;
    }

    /** The whole message. */
    String line() {
        return Objects.requireNonNull(getMessage(), "every failure has a message");
    }

    /** The same failure, said of a token that came in this way. */
    TokenVerificationException from(TokenCarrier carrier) {
        return new TokenVerificationException(reason(), problem, action, carrier, getCause());
    }

    /**
     * Why the token was refused. No network.
     *
     * @return the reason, whose text is the one that Clerk's other SDKs use
     */
    public TokenVerificationReason reason() {
        return TokenVerificationReason.of(reason);
    }

    /**
     * What would help, where something in the setup is likely to be wrong. No network.
     *
     * @return a sentence for whoever runs the server, or null
     */
    public @Nullable String action() {
        return action;
    }

    /**
     * Where the token was found. No network.
     *
     * @return the place, or null if the token came from no request
     */
    public @Nullable TokenCarrier carrier() {
        return carrier;
    }
}
