package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.Nullable;

/**
 * Thrown inside the SDK when a token cannot be trusted; {@code com.clerk.sdk.auth} translates it, once, into what users
 * see. It has no stack trace, since strangers can cause it at will and the translation has one. The parts hold neither
 * the token nor whom it is about, and are printable ASCII.
 */
public final class JwtException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How verifying failed. */
    private final JwtError error;

    /** What is wrong, in a sentence. */
    private final String problem;

    /** What helps, in a sentence. */
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
     * Returns the whole message in one line.
     *
     * @param carrier where the token was found, such as {@code header}; null if it came from no request
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
