package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.Carrier;

/** Where in a request a token was found. */
public enum TokenCarrier {
    /** The {@code Authorization} header. */
    HEADER("header"),

    /** The session cookie. */
    COOKIE("cookie");

    private final String value;

    TokenCarrier(String value) {
        this.value = value;
    }

    static TokenCarrier of(Carrier carrier) {
        return switch (carrier) {
            case HEADER -> HEADER;
            case COOKIE -> COOKIE;
        };
    }

    /**
     * The word for it in Clerk's messages. No network.
     *
     * @return {@code header} or {@code cookie}
     */
    public String value() {
        return value;
    }
}
