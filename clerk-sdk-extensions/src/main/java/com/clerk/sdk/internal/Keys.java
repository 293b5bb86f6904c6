package com.clerk.sdk.internal;

import org.jspecify.annotations.Nullable;

/** Checks keys and names the usual mistakes. Messages never show a key. */
public final class Keys {
    private static final String WHERE = " It is on the API keys page of the Clerk Dashboard.";

    private Keys() {}

    /**
     * Checks a secret key of an instance.
     *
     * @param key the key, or null
     * @param variable name of the environment variable that contained the key, or empty
     * @return the key
     * @throws IllegalArgumentException if it is not a secret key
     */
    public static String secretKey(@Nullable String key, String variable) {
        var source = variable.isEmpty() ? "The secret key" : "The environment variable " + variable;
        if (key == null || key.isBlank()) {
            var state = key == null && !variable.isEmpty() ? "not set" : "empty";
            throw new IllegalArgumentException(
                    source + " is " + state + ". The Backend API needs the instance's secret key (sk_…)." + WHERE);
        }
        if (key.startsWith("pk_")) {
            throw new IllegalArgumentException(source
                    + " contains a publishable key (pk_…). The Backend API needs the secret key (sk_…)." + WHERE);
        }
        return withoutBlanks(key, variable.isEmpty() ? "secret key" : variable);
    }

    /**
     * Checks an access token of the Platform API.
     *
     * @param token the token
     * @return the token
     * @throws IllegalArgumentException if it is not an access token
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
     * Checks that a publishable key is not a secret key.
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
     * Checks that a key has no blanks and no characters that keys do not have.
     *
     * @param key a key or token
     * @param name name of the key, for the message
     * @return the key
     * @throws IllegalArgumentException if it is empty or has such a character
     */
    public static String withoutBlanks(String key, String name) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("The " + name + " is empty.");
        }
        if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("The " + name + " has blanks or other characters that keys do not have."
                    + " Was something else copied with it?");
        }
        return key;
    }
}
