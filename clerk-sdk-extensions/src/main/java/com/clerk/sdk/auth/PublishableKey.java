package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.AccountPortal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The publishable key of an instance. It is not a secret, and encodes the host of the instance's Frontend API.
 * Immutable and safe for use by several threads.
 */
public final class PublishableKey {
    private static final String LIVE = "pk_live_";
    private static final String TEST = "pk_test_";
    private static final String ADVICE =
            " It is on the API keys page of the Clerk Dashboard and begins with pk_live_ or pk_test_.";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?");

    /** The longest name that DNS has (RFC 1035 section 2.3.4), with a port. Patterns see no longer text. */
    private static final int HOST_LIMIT = 253 + 6;

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
     * Parses a key.
     *
     * @param key the key, exactly as the Clerk Dashboard shows it; null counts as missing
     * @return the key
     * @throws IllegalArgumentException if the key is missing or malformed; the message does not contain the key
     */
    public static PublishableKey parse(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw new IllegalArgumentException("The publishable key is missing." + ADVICE);
        }
        if (key.startsWith("sk_")) {
            throw new IllegalArgumentException("This is a secret key (sk_…). Expected a publishable key." + ADVICE);
        }
        var host = key.startsWith(LIVE) || key.startsWith(TEST) ? host(key.substring(LIVE.length())) : null;
        if (host == null) {
            throw new IllegalArgumentException("The publishable key is not valid." + ADVICE);
        }
        return new PublishableKey(key, host);
    }

    /**
     * Returns the key of the instance with this Frontend API, for tests and local servers.
     *
     * @param host the host, such as {@code clerk.example.com}, with an optional port
     * @return a production key, unless the host is one that Clerk gives to development instances
     * @throws IllegalArgumentException if this is not a host
     */
    public static PublishableKey forHost(String host) {
        if (!isHost(host)) {
            throw new IllegalArgumentException(
                    "The Frontend API host must be a name with a dot, without scheme and path: clerk.example.com");
        }
        var text = (host + "$").getBytes(StandardCharsets.UTF_8);
        var prefix = DEVELOPMENT_HOST.matcher(host).matches() ? TEST : LIVE;
        return new PublishableKey(prefix + Base64.getEncoder().withoutPadding().encodeToString(text), host);
    }

    /** Returns the host that the third part of a key encodes, or null if the part is malformed. */
    private static @Nullable String host(String encoded) {
        try {
            var text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            // Not any text with a dot: the SDK redirects browsers to this host, and expects it as the issuer.
            var host = text.endsWith("$") ? text.substring(0, text.length() - 1) : "";
            return isHost(host) ? host : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isHost(String text) {
        return text.length() <= HOST_LIMIT && HOST.matcher(text).matches();
    }

    /**
     * Returns the key itself.
     *
     * @return the text that the key was parsed from
     */
    public String value() {
        return value;
    }

    /**
     * Returns the host of the instance's Frontend API.
     *
     * @return the host, such as {@code clerk.example.com}, without scheme
     */
    public String frontendApi() {
        return host;
    }

    /**
     * Tells whether the instance is a production instance.
     *
     * @return true for {@code pk_live_}, false for {@code pk_test_}
     */
    public boolean isProduction() {
        return value.startsWith(LIVE);
    }

    /**
     * Returns the issuer of the instance's tokens, unless the instance is behind a proxy.
     *
     * @return the value of the claim {@code iss}
     */
    public String issuer() {
        return "https://" + host;
    }

    /**
     * Returns the URL of the account portal, which has Clerk's own pages to sign in and up: {@code /sign-in} and
     * {@code /sign-up}.
     *
     * @return an absolute URL without a slash at the end, such as {@code https://accounts.example.com}
     */
    public String accountPortal() {
        return AccountPortal.url(host);
    }

    /** Returns where browsers reach the instance: its proxy, the domain of a production satellite, or its own host. */
    String frontendApi(@Nullable String proxyUrl, @Nullable String satelliteDomain) {
        if (proxyUrl != null && !proxyUrl.isEmpty()) {
            return proxyUrl;
        }
        return satelliteDomain != null && !satelliteDomain.isEmpty() && isProduction()
                ? "clerk." + satelliteDomain
                : host;
    }

    /**
     * Returns the suffix of this instance's cookie names, which keeps instances on one domain apart. docs/behaviour.md,
     * section 1.5.
     */
    String cookieSuffix() {
        try {
            // SHA-1 only derives a name here; no security depends on it.
            var hash = MessageDigest.getInstance("SHA-1").digest(value.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, SUFFIX_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime does not support SHA-1", e);
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
