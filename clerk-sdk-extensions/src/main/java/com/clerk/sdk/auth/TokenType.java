package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineTokenKind;

/** The types of token that can authenticate a request. */
public enum TokenType {
    /** The token of a signed-in user, a JWT. It lives for 60 seconds and is verified without the network. */
    SESSION_TOKEN("session_token"),

    /** The API key that a user or an organization created for a program. Clerk verifies it every time. */
    API_KEY("api_key"),

    /** The token of a machine that calls another machine, opaque or a JWT. */
    M2M_TOKEN("m2m_token"),

    /** The OAuth access token of an application that acts for a user, opaque or a JWT (RFC 9068). */
    OAUTH_TOKEN("oauth_token");

    private final String value;

    TokenType(String value) {
        this.value = value;
    }

    /**
     * Returns the name of the type in Clerk's APIs.
     *
     * @return the name, such as {@code session_token}
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
