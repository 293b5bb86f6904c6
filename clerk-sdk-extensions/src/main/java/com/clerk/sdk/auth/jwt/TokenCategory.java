package com.clerk.sdk.auth.jwt;

/**
 * The category ({@code cat}) of a token: docs/behaviour.md, section 1.2. An instance signs all kinds of token with the
 * same key, so an M2M token or a token from a JWT template would pass every other check of a session token.
 */
public final class TokenCategory {
    private static final String SESSION = "cl_B7d4PD111AAA";
    private static final String IGNORE = "cl_I7d4PD111III";
    private static final String M2M = "cl_B7d4PD333AAA";
    private static final String MACHINE_SUBJECT = "mch_";

    private TokenCategory() {}

    /** Tells whether the token has a category other than that of a session token. Older session tokens have none. */
    public static boolean hasOtherCategory(Jwt jwt) {
        var header = jwt.header();
        var category = header.text("cat");
        return header.has("cat") && !SESSION.equals(category) && !IGNORE.equals(category);
    }

    /** Tells whether the token belongs to a machine. */
    public static boolean isMachine(Jwt jwt) {
        var subject = jwt.claims().text("sub");
        return subject != null && subject.startsWith(MACHINE_SUBJECT);
    }

    /**
     * Checks that this may be a session token.
     *
     * @throws JwtException with {@code token-invalid} if it is another token
     */
    public static void requireSession(Jwt jwt) {
        if (hasOtherCategory(jwt) || isMachine(jwt)) {
            throw invalid("This is not a session token: " + reason(jwt));
        }
    }

    private static String reason(Jwt jwt) {
        if (!hasOtherCategory(jwt)) {
            return "its subject (sub) is a machine. It looks like an M2M token.";
        }
        var origin = M2M.equals(jwt.header().text("cat")) ? "an M2M token" : "a token from a JWT template";
        return category(jwt) + " It looks like " + origin + ".";
    }

    private static String category(Jwt jwt) {
        return "its category (cat) is " + LogSafe.value(jwt.header().get("cat")) + ".";
    }

    private static JwtException invalid(String problem) {
        return new JwtException(JwtError.TOKEN_INVALID, problem);
    }

    /**
     * Checks that this may be a handshake token.
     *
     * @throws JwtException with {@code token-invalid} if it is another token
     */
    public static void requireHandshake(Jwt jwt) {
        if (hasOtherCategory(jwt)) {
            throw invalid("This is not a handshake token: " + category(jwt));
        }
    }

    /**
     * Checks that this may be an M2M token.
     *
     * @throws JwtException with {@code token-invalid} if it is another token
     */
    public static void requireMachine(Jwt jwt) {
        if (jwt.header().has("cat") && !M2M.equals(jwt.header().text("cat"))) {
            throw invalid("This is not an M2M token: " + category(jwt));
        }
    }
}
