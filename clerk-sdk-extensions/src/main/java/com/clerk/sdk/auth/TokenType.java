package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineTokenKind;

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

    static TokenType of(MachineTokenKind kind) {
        return switch (kind) {
            case API_KEY -> API_KEY;
            case M2M_TOKEN -> M2M_TOKEN;
            case OAUTH_TOKEN -> OAUTH_TOKEN;
        };
    }
}
