package com.clerk.sdk;

import org.jspecify.annotations.Nullable;

/** Tells the mistakes that are made with keys, without ever repeating a key. */
final class Keys {
    static final String API_URL = "https://api.clerk.com";

    private static final String WHERE = " It is on the API keys page of the Clerk Dashboard.";

    private Keys() {}

    static String secretKey(@Nullable String key, String variable) {
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

    static String accessToken(String token) {
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

    static String publishableKey(String key) {
        if (key.startsWith("sk_")) {
            throw new IllegalArgumentException(
                    "This is a secret key (sk_…). The Frontend API needs the publishable key (pk_…)." + WHERE
                            + " A secret key must never leave your servers.");
        }
        return key;
    }

    static String withoutBlanks(String key, String what) {
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
