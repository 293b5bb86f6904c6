package com.clerk.sdk.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks keys and names the usual mistakes. Messages never show a key. */
public final class Keys {
    private static final String WHERE = " It is on the API keys page of the Clerk Dashboard.";
    private static final List<String> PREFIXES = List.of("sk_test_", "sk_live_", "pk_test_", "pk_live_", "ak_");

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
        var other = kindOf(key);
        if (other != null && !key.startsWith("sk_")) {
            throw new IllegalArgumentException(
                    source + " contains " + other + ". The Backend API needs the secret key (sk_…)." + WHERE);
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
        var other = kindOf(token);
        if (other != null && !token.startsWith("ak_")) {
            throw new IllegalArgumentException("The access token is " + other
                    + ". The Platform API needs a workspace's access token from the Clerk Dashboard.");
        }
        return withoutBlanks(token, "access token");
    }

    /**
     * Checks the secret key of a machine.
     *
     * @param key the key
     * @return the key
     * @throws IllegalArgumentException if it is empty, has blanks, or is another kind of key
     */
    public static String machineSecretKey(String key) {
        var other = kindOf(key);
        if (other != null && !key.startsWith("ak_")) {
            throw new IllegalArgumentException("The machine secret key is " + other
                    + ". Take the key that begins with ak_ from the machine's page in the Clerk Dashboard.");
        }
        return withoutBlanks(key, "machine secret key (ak_…, from the machine's page in the Clerk Dashboard)");
    }

    /**
     * Checks that a secret key and a publishable key are both of development or both of production.
     *
     * @param secretKey the secret key
     * @param production whether the publishable key is that of a production instance
     * @throws IllegalArgumentException if only one of them is that of a production instance
     */
    public static void requireSameKind(String secretKey, boolean production) {
        if (production ? isOfDevelopment(secretKey) : isOfProduction(secretKey)) {
            throw new IllegalArgumentException("The secret key (sk_" + kind(!production)
                    + "_…) and the publishable key (pk_" + kind(production) + "_…) belong to different instances. Take"
                    + " both from the API keys page of one instance in the Clerk Dashboard.");
        }
    }

    private static String kind(boolean production) {
        return production ? "live" : "test";
    }

    /**
     * Tells whether a secret key belongs to a development instance.
     *
     * @param secretKey the secret key; old ones have no {@code sk_}
     * @return false also if the key does not tell
     */
    public static boolean isOfDevelopment(String secretKey) {
        return secretKey.startsWith("sk_test_") || secretKey.startsWith("test_");
    }

    private static boolean isOfProduction(String secretKey) {
        return secretKey.startsWith("sk_live_") || secretKey.startsWith("live_");
    }

    /**
     * Returns the kind of a key, as far as a message may show it.
     *
     * @param key a key or token
     * @return its prefix with an ellipsis, such as {@code sk_test_…}; only an ellipsis if the prefix is not known
     */
    public static String prefix(String key) {
        for (var prefix : PREFIXES) {
            if (key.startsWith(prefix)) {
                return prefix + "…";
            }
        }
        return "…";
    }

    /** Returns what a text is, if it is a key or token of a kind that Clerk has; else null. */
    private static @Nullable String kindOf(String key) {
        if (key.startsWith("-----BEGIN ")) {
            return "a PEM key";
        }
        if (key.startsWith("ey") && key.indexOf('.') > 0) {
            return "a JWT (ey…)";
        }
        int end = key.indexOf('_');
        return switch (end < 0 ? "" : key.substring(0, end)) {
            case "sk" -> "a secret key (sk_…)";
            case "pk" -> "a publishable key (pk_…)";
            case "whsec" -> "the signing secret of a webhook endpoint (whsec_…)";
            case "ak" -> "an API key or a machine's secret key (ak_…)";
            case "mt" -> "an M2M token (mt_…)";
            case "oat" -> "an OAuth access token (oat_…)";
            case "dvb" -> "a token of a development browser (dvb_…)";
            default -> null;
        };
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
