package com.clerk.sdk.auth.jwt;

/**
 * What a token is for. An instance signs all kinds with the same key, so a token for a machine, or one that a template
 * filled with anything, would pass every other check of a session token.
 */
public final class TokenCategory {
    private static final String SESSION = "cl_B7d4PD111AAA";
    private static final String IGNORE = "cl_I7d4PD111III";
    private static final String M2M = "cl_B7d4PD333AAA";
    private static final String MACHINE_SUBJECT = "mch_";

    private TokenCategory() {}

    /** Whether the token says that it is for something other than a session. Older session tokens say nothing. */
    public static boolean isForeign(Jwt jwt) {
        var header = jwt.header();
        var category = header.text("cat");
        return header.has("cat") && !SESSION.equals(category) && !IGNORE.equals(category);
    }

    /** Whether the token stands for a machine. */
    public static boolean isMachine(Jwt jwt) {
        var subject = jwt.claims().text("sub");
        return subject != null && subject.startsWith(MACHINE_SUBJECT);
    }

    /** Fails with {@code token-invalid} unless this may be a session token. */
    public static void requireSession(Jwt jwt) {
        if (isForeign(jwt) || isMachine(jwt)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID,
                    "The token is none of a session: it was made for a machine or from a template.");
        }
    }

    /** Fails with {@code token-invalid} unless this may be what Clerk sends back with a browser. */
    public static void requireHandshake(Jwt jwt) {
        if (isForeign(jwt)) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID, "The token is none of a handshake.");
        }
    }

    /** Fails with {@code token-invalid} unless this may be a token of a machine. */
    public static void requireMachine(Jwt jwt) {
        if (jwt.header().has("cat") && !M2M.equals(jwt.header().text("cat"))) {
            throw new JwtException(
                    JwtError.TOKEN_INVALID, "The token has not the category of an M2M token.");
        }
    }
}
