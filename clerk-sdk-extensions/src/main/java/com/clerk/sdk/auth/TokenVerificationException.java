package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.Carrier;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.errors.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a token must not be trusted. The message says why, in one line of printable ASCII that fits into a header;
 * it contains neither the token nor data of the user.
 */
public final class TokenVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** The text of the reason, because exceptions are serializable. */
    private final String reason;

    /** The action to take. */
    private final @Nullable String action;

    /** The place of the token. */
    private final @Nullable TokenCarrier carrier;

    private TokenVerificationException(JwtException failure, @Nullable Carrier carrier) {
        super(failure.line(carrier == null ? null : carrier.value()), translated(failure.getCause()));
        this.reason = failure.error().value();
        this.action = failure.action();
        this.carrier = carrier == null ? null : TokenCarrier.of(carrier);
    }

    /** Translates a failure of the package {@code jwt}. */
    static TokenVerificationException of(JwtException failure) {
        return new TokenVerificationException(failure, null);
    }

    /** Translates a failure that is about a token in this place. */
    static TokenVerificationException of(JwtException failure, @Nullable Carrier carrier) {
        return new TokenVerificationException(failure, carrier);
    }

    private static @Nullable Throwable translated(@Nullable Throwable cause) {
        return cause instanceof JwtException failure ? of(failure) : cause;
    }

    /**
     * Returns the reason why the token was refused.
     *
     * @return the reason, whose text is that of Clerk's other SDKs
     */
    public TokenVerificationReason reason() {
        return TokenVerificationReason.of(reason);
    }

    /**
     * Returns the action to take if something in the setup may be wrong.
     *
     * @return a sentence for the operator of the server, or null
     */
    public @Nullable String action() {
        return action;
    }

    /**
     * Returns the place where the token was found.
     *
     * @return the place, or null if the token did not come with a request
     */
    public @Nullable TokenCarrier carrier() {
        return carrier;
    }
}
