package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside the SDK if a token must not be trusted; {@code com.clerk.sdk.auth} translates it into the exception
 * that users see.
 *
 * <p>It has no stack trace, because any client can cause it, and the translation has one. Its parts are printable
 * ASCII, and contain neither the token nor data of the user.
 */
public final class JwtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The error. */
    private final JwtError error;

    /** A sentence that says what is wrong. */
    private final String problem;

    /** A sentence that says what to do. */
    private final @Nullable String action;

    public JwtException(JwtError error, String problem) {
        this(error, problem, null, null);
    }

    public JwtException(JwtError error, String problem, @Nullable String action) {
        this(error, problem, action, null);
    }

    public JwtException(JwtError error, String problem, @Nullable String action, @Nullable Throwable cause) {
        super(problem, cause, false, false);
        this.error = error;
        this.problem = problem;
        this.action = action;
    }

    public JwtError error() {
        return error;
    }

    public String problem() {
        return problem;
    }

    public @Nullable String action() {
        return action;
    }

    /**
     * Returns the whole message on one line.
     *
     * @param carrier the place of the token, such as {@code header}; null if it did not come with a request
     */
    public String line(@Nullable String carrier) {
        var out = new StringBuilder(problem);
        if (action != null) {
            out.append(' ').append(action);
        }
        out.append(" (reason=").append(error.value());
        if (carrier != null) {
            out.append(", token-carrier=").append(carrier);
        }
        return out.append(')').toString();
    }
}
