package com.clerk.sdk.runtime.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The base URL of an API. Messages never show the URL, since it may contain a password. Immutable and thread-safe.
 *
 * <p>OkHttp's first URL takes up to 100 milliseconds of CPU time, for Kotlin's classes and the tables of international
 * names. An application pays for them with its first call, and not when it starts: usual URLs are read without OkHttp.
 */
public final class BaseUrl {
    /** A URL that OkHttp reads as it stands: no capitals, no IP addresses, no Punycode labels, no dot segments. */
    private static final Pattern USUAL = Pattern.compile("(https?)://((?:[a-z0-9]+(?:-[a-z0-9]+)*\\.)*[a-z][a-z0-9]*)"
            + "(?::([1-9][0-9]{0,3}))?((?:/[A-Za-z0-9_~-][A-Za-z0-9_~.-]*)*/?)");

    /**
     * At most 63 characters, so that each label is short enough (RFC 1035 section 2.3.4) and the pattern cannot exhaust
     * the stack.
     */
    private static final int USUAL_LENGTH = 63;

    /**
     * OkHttp accepts fewer slashes and more, and takes the next part for the host: secrets would go to another host.
     */
    private static final Pattern BEGINNING = Pattern.compile("(?i)https?://[^/\\\\?#@:]");

    /** An address, without leading zeros: {@code 127.1} and {@code 127.0.0.01} are names, which DNS resolves. */
    private static final Pattern LOOPBACK_V4 =
            Pattern.compile("127(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}");

    private final String text;
    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private volatile @Nullable HttpUrl parsed;

    private BaseUrl(String text, Matcher usual) {
        this.text = text;
        this.scheme = usual.group(1);
        this.host = usual.group(2);
        this.port = usual.group(3) == null ? defaultPort() : Integer.parseInt(usual.group(3));
        this.path = usual.group(4).isEmpty() ? "/" : usual.group(4);
    }

    private BaseUrl(String text, HttpUrl parsed) {
        this.text = text;
        this.scheme = parsed.scheme();
        this.host = parsed.host();
        this.port = parsed.port();
        this.path = parsed.encodedPath();
        this.parsed = parsed;
    }

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
        return usual(text) != null || parseAbsolute(text) != null;
    }

    /** Reads a URL without OkHttp, if it is a usual one; null otherwise. */
    static @Nullable BaseUrl usual(String text) {
        if (text.length() > USUAL_LENGTH) {
            return null;
        }
        var matcher = USUAL.matcher(text);
        return matcher.matches() ? new BaseUrl(text, matcher) : null;
    }

    private static @Nullable HttpUrl parseAbsolute(String text) {
        return isClean(text) && BEGINNING.matcher(text).lookingAt() ? HttpUrl.parse(text) : null;
    }

    static BaseUrl parse(String text) {
        var usual = usual(text);
        return usual == null ? parseUnusual(text) : usual;
    }

    static BaseUrl parseUnusual(String text) {
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
        return new BaseUrl(text, url);
    }

    /** Parses a URL that secrets are sent to. */
    static BaseUrl parse(String text, boolean plainHttpAllowed) {
        var url = parse(text);
        if (!url.isHttps() && !plainHttpAllowed && !isLoopback(url.host)) {
            throw new IllegalArgumentException("The base URL must start with https://; plain http is allowed for "
                    + "loopback addresses only, and for a test server on another host after allowPlainHttp()");
        }
        return url;
    }

    private int defaultPort() {
        return isHttps() ? 443 : 80;
    }

    boolean isHttps() {
        return scheme.equals("https");
    }

    String host() {
        return host;
    }

    boolean hasSameOrigin(BaseUrl other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    /** Returns the path without a slash at the end. */
    String path() {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Returns the URL for OkHttp. Concurrent first calls may each parse it; the results are equal. */
    HttpUrl toHttpUrl() {
        var made = parsed;
        if (made == null) {
            made = HttpUrl.get(text);
            parsed = made;
        }
        return made;
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
