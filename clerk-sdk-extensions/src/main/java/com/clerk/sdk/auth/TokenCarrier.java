package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.Carrier;

/** The place of a token in a request. */
public enum TokenCarrier {
    /** The {@code Authorization} header. */
    HEADER("header"),

    /** The cookies of the browser, or what Clerk sent it back with. */
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
     * Returns the name of the place in messages.
     *
     * @return {@code header} or {@code cookie}
     */
    public String value() {
        return value;
    }
}
