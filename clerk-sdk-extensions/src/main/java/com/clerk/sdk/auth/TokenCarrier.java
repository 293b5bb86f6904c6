package com.clerk.sdk.auth;

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

    /**
     * The word for it in Clerk's messages. No network.
     *
     * @return {@code header} or {@code cookie}
     */
    public String value() {
        return value;
    }
}
