package com.clerk.sdk.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The publishable key of an instance: it is not secret, and names the host of the instance's Frontend API. Immutable;
 * nothing here touches the network.
 */
public final class PublishableKey {
    private static final String LIVE = "pk_live_";
    private static final String TEST = "pk_test_";
    private static final String WHERE =
            " It is on the API keys page of the Clerk Dashboard and begins with pk_live_ or pk_test_.";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?");
    private static final Pattern DEVELOPMENT_HOST =
            Pattern.compile("[a-z]+-[a-z]+-[0-9]{1,2}\\.clerk\\.accounts[a-z.]*\\.(dev|com)"
                    + "|clerk\\..+(\\.lcl\\.dev|\\.lclstage\\.dev|(?<!\\.prod)\\.lclclerk\\.com)");
    private static final int SUFFIX_LENGTH = 8;

    private final String value;
    private final String host;

    private PublishableKey(String value, String host) {
        this.value = value;
        this.host = host;
    }

    /**
     * Reads a key.
     *
     * @param key the key, exactly as the Clerk Dashboard shows it; null counts as missing
     * @return the key
     * @throws IllegalArgumentException if it is missing or malformed; the message never holds the key
     */
    public static PublishableKey parse(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("The publishable key is missing." + WHERE);
        }
        if (key.startsWith("sk_")) {
            throw new IllegalArgumentException("This is a secret key (sk_…), and a publishable key is needed." + WHERE);
        }
        var host = key.startsWith(LIVE) || key.startsWith(TEST) ? host(key.substring(LIVE.length())) : null;
        if (host == null) {
            throw new IllegalArgumentException("The publishable key is not valid." + WHERE);
        }
        return new PublishableKey(key, host);
    }

    /**
     * Makes the key of the instance with this Frontend API, for tests and local servers.
     *
     * @param host the host, such as {@code clerk.example.com}, with a port if need be
     * @return a key for production, unless the host is one of those that Clerk gives to development instances
     * @throws IllegalArgumentException if it is no host
     */
    public static PublishableKey forHost(String host) {
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    "The Frontend API host must be a name with a dot, without scheme and path");
        }
        var text = (host + "$").getBytes(StandardCharsets.UTF_8);
        var prefix = DEVELOPMENT_HOST.matcher(host).matches() ? TEST : LIVE;
        return new PublishableKey(prefix + Base64.getEncoder().withoutPadding().encodeToString(text), host);
    }

    /** The host in the third part of a key, or null if there is none. */
    private static @Nullable String host(String encoded) {
        try {
            var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            // Stricter than a dot somewhere: keys are fetched from this host, and its name becomes the expected issuer.
            var host = text.endsWith("$") ? text.substring(0, text.length() - 1) : "";
            return HOST.matcher(host).matches() ? host : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The key itself.
     *
     * @return the text it was read from
     */
    public String value() {
        return value;
    }

    /**
     * The host of the instance's Frontend API.
     *
     * @return a host such as {@code clerk.example.com}, without scheme
     */
    public String frontendApi() {
        return host;
    }

    /**
     * Whether the instance is one for production.
     *
     * @return true for {@code pk_live_}, false for {@code pk_test_}
     */
    public boolean isProduction() {
        return value.startsWith(LIVE);
    }

    /**
     * Who issues the tokens of this instance, unless it sits behind a proxy.
     *
     * @return the value of the claim {@code iss}
     */
    public String issuer() {
        return "https://" + host;
    }

    /** Where this instance is reached: through its proxy, as a satellite of production, or directly. */
    String frontendApi(@Nullable String proxyUrl, @Nullable String satelliteDomain) {
        if (proxyUrl != null && !proxyUrl.isEmpty()) {
            return proxyUrl;
        }
        return satelliteDomain != null && !satelliteDomain.isEmpty() && isProduction()
                ? "clerk." + satelliteDomain
                : host;
    }

    /** What the names of this instance's cookies end with, so that instances on one domain do not clash. */
    String cookieSuffix() {
        try {
            // SHA-1 only spreads names here; nothing is protected by it.
            var hash = MessageDigest.getInstance("SHA-1").digest(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, SUFFIX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-1", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof PublishableKey that && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
