package com.clerk.sdk.runtime.http;

import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Parses and checks the base URL of an API. Messages never show the URL, since it may contain a password. */
public final class BaseUrl {
    /** OkHttp accepts fewer slashes and more, and takes the next part for the host: then secrets go astray. */
    private static final Pattern BEGINNING = Pattern.compile("(?i)https?://[^/\\\\?#@:]");

    /** An address, without leading zeros: {@code 127.1} and {@code 127.0.0.01} are names, which DNS resolves. */
    private static final Pattern LOOPBACK_V4 =
            Pattern.compile("127(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}");

    private BaseUrl() {}

    /**
     * Checks a URL when it is set. Whether plain http is allowed is checked when the client is built.
     *
     * @param text the URL
     * @throws IllegalArgumentException if it is not an absolute URL of http or https with a host, or has a user name, a
     *     query or a fragment
     */
    public static void check(String text) {
        parse(text);
    }

    /**
     * Checks the URL of a server that secrets are sent to.
     *
     * @param text the URL
     * @throws IllegalArgumentException as {@link #check} throws it, and for plain http to another machine
     */
    public static void checkSecure(String text) {
        parse(text, false);
    }

    /**
     * Returns whether a text is an absolute URL of http or https with a host.
     *
     * @param text the text
     * @return true for such a URL; it may have a query
     */
    public static boolean isAbsolute(String text) {
        return parseAbsolute(text) != null;
    }

    private static @Nullable HttpUrl parseAbsolute(String text) {
        return isClean(text) && BEGINNING.matcher(text).lookingAt() ? HttpUrl.parse(text) : null;
    }

    static HttpUrl parse(String text) {
        var url = parseAbsolute(text);
        if (url == null) {
            throw new IllegalArgumentException(
                    "The base URL is not a valid URL: it must start with https:// and a host, such as https://example.com");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("The base URL must not contain a user name or a password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("The base URL must not have a query or a fragment");
        }
        return url;
    }

    /** Parses a URL that secrets are sent to. */
    static HttpUrl parse(String text, boolean plainHttpAllowed) {
        var url = parse(text);
        if (!url.isHttps() && !plainHttpAllowed && !isLoopback(url.host())) {
            throw new IllegalArgumentException("The base URL must start with https://; plain http is allowed for "
                    + "loopback addresses only, and for a test server on another host after allowPlainHttp()");
        }
        return url;
    }

    // OkHttp drops blanks and reads a backslash as a slash.
    private static boolean isClean(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 0x7f && c != '\\');
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || LOOPBACK_V4.matcher(host).matches();
    }
}
