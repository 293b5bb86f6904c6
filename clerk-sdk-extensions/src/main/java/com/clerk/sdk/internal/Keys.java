package com.clerk.sdk.internal;

import org.jspecify.annotations.Nullable;

/** Tells the mistakes that are made with keys, without ever repeating a key. */
public final class Keys {
    private static final String WHERE = " It is on the API keys page of the Clerk Dashboard.";

    private Keys() {}

    /**
     * Checks a secret key of an instance.
     *
     * @param key the key, or null
     * @param variable the environment variable that held it, or empty
     * @return the key
     * @throws IllegalArgumentException if it is none
     */
    public static String secretKey(@Nullable String key, String variable) {
        var source = variable.isEmpty() ? "The secret key" : "The environment variable " + variable;
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(
                    source + " is " + (key == null && !variable.isEmpty() ? "not set" : "empty")
                            + ". The Backend API needs the instance's secret key (sk_…)." + WHERE);
        }
        if (key.startsWith("pk_")) {
            throw new IllegalArgumentException(
                    source + " holds a publishable key (pk_…). The Backend API needs the secret key (sk_…)." + WHERE);
        }
        return withoutBlanks(key, variable.isEmpty() ? "secret key" : variable);
    }

    /**
     * Checks an access token of the Platform API.
     *
     * @param token the token
     * @return the token
     * @throws IllegalArgumentException if it is none
     */
    public static String accessToken(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException(
                    "The access token is empty. The Platform API needs a workspace's access token from the Clerk Dashboard.");
        }
        if (token.startsWith("pk_") || token.startsWith("sk_")) {
            throw new IllegalArgumentException("This is a key of one instance (" + token.substring(0, 3)
                    + "…). The Platform API needs a workspace's access token from the Clerk Dashboard.");
        }
        return withoutBlanks(token, "access token");
    }

    /**
     * Tells a secret key from a publishable one.
     *
     * @param key the key
     * @return the key
     * @throws IllegalArgumentException if it is a secret key
     */
    public static String publishableKey(String key) {
        if (key.startsWith("sk_")) {
            throw new IllegalArgumentException(
                    "This is a secret key (sk_…). The Frontend API needs the publishable key (pk_…)." + WHERE
                            + " A secret key must never leave your servers.");
        }
        return key;
    }

    /**
     * Refuses what was copied with something around it.
     *
     * @param key a key or token
     * @param what what it is, for the message
     * @return the key
     * @throws IllegalArgumentException if it is empty, or has a character that no key has
     */
    public static String withoutBlanks(String key, String what) {
        if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "The " + what
                            + (key.isEmpty()
                                    ? " is empty."
                                    : " has blanks or other characters in it that no key has. Was something copied along with it?"));
        }
        return key;
    }
}
