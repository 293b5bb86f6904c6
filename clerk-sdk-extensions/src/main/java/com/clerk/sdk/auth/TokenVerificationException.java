package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.Carrier;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.errors.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * A token that must not be trusted. The message says why, in one line of printable ASCII that fits into a header; it
 * holds neither the token nor whom it is about.
 */
public final class TokenVerificationException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** As text, because exceptions are serializable. */
    private final String reason;

    /** What would help. */
    private final @Nullable String action;

    /** Where the token was found. */
    private final @Nullable TokenCarrier carrier;

    private TokenVerificationException(JwtException failure, @Nullable Carrier carrier) {
        super(failure.line(carrier == null ? null : carrier.value()), translated(failure.getCause()));
        this.reason = failure.error().value();
        this.action = failure.action();
        this.carrier = carrier == null ? null : TokenCarrier.of(carrier);
    }

    /** Translates a failure of the package {@code jwt} into what users see. */
    static TokenVerificationException of(JwtException failure) {
        return new TokenVerificationException(failure, null);
    }

    /** Translates a failure that is about a token found in this place. */
    static TokenVerificationException of(JwtException failure, @Nullable Carrier carrier) {
        return new TokenVerificationException(failure, carrier);
    }

    private static @Nullable Throwable translated(@Nullable Throwable cause) {
        return cause instanceof JwtException failure ? of(failure) : cause;
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
