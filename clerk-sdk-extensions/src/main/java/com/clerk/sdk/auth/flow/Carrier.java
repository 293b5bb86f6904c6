package com.clerk.sdk.auth.flow;

/** The place of a token in a request. */
public enum Carrier {
    HEADER("header"),
    COOKIE("cookie");

    private final String value;

    Carrier(String value) {
        this.value = value;
    }

    /** Returns the name of the place in messages. */
    public String value() {
        return value;
    }
}
