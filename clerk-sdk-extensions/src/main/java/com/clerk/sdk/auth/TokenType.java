package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/** The kinds of token that a request can be authenticated with. */
public enum TokenType {
    /** Of a signed-in user: lives a minute, and is verified without the network. */
    SESSION_TOKEN("session_token"),

    /** An API key that a user or an organization made for a program; always verified by Clerk. */
    API_KEY("api_key"),

    /** Of a machine that talks to another, opaque or a JWT. */
    M2M_TOKEN("m2m_token"),

    /** An OAuth access token of an application that acts for a user, opaque or a JWT (RFC 9068). */
    OAUTH_TOKEN("oauth_token");

    private final String value;

    TokenType(String value) {
        this.value = value;
    }

    /**
     * The word for it in Clerk's APIs. No network.
     *
     * @return such as {@code session_token}
     */
    public String value() {
        return value;
    }

    /** Which kind of machine token a text is by its looks, or null if it looks like none. */
    static @Nullable TokenType ofMachine(String token) {
        if (token.startsWith("ak_")) {
            return API_KEY;
        }
        if (token.startsWith("mt_")) {
            return M2M_TOKEN;
        }
        if (token.startsWith("oat_")) {
            return OAUTH_TOKEN;
        }
        return Jwt.isJwtShaped(token) ? ofJwt(token) : null;
    }

    /** Whether a text is a token that says nothing by itself. */
    static boolean isOpaque(String token) {
        return token.startsWith("ak_") || token.startsWith("mt_") || token.startsWith("oat_");
    }

    private static @Nullable TokenType ofJwt(String token) {
        try {
            return ofMachine(Jwt.decode(token));
        } catch (TokenVerificationException e) {
            return null;
        }
    }

    static @Nullable TokenType ofMachine(Jwt jwt) {
        if (TokenCategory.isMachine(jwt)) {
            return M2M_TOKEN;
        }
        return HeaderTypes.ACCESS_TOKEN.has(jwt) ? OAUTH_TOKEN : null;
    }
}
