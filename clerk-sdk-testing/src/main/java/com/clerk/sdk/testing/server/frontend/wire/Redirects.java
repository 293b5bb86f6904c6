package com.clerk.sdk.testing.server.frontend.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URLs to which a browser may be sent: of pages, by http or https, at certain hosts. Parameters that the server
 * adds can be as good as the session itself.
 */
public final class Redirects {
    /** URI does not take the underscore for a part of a host name; names of containers have it. */
    private static final Pattern NAME_AND_PORT = Pattern.compile("([A-Za-z0-9._-]+)(?::[0-9]*)?");

    private final Predicate<String> hosts;

    /**
     * Makes the redirects.
     *
     * @param hosts whether a browser may be sent to a host; a name, or an IPv6 address in brackets
     */
    public Redirects(Predicate<String> hosts) {
        this.hosts = hosts;
    }

    /** Returns redirects to all hosts. */
    public static Redirects anywhere() {
        return new Redirects(everyHost -> true);
    }

    /**
     * Returns a URL in the form that a header can carry (RFC 3986: ASCII, without control characters), or null if no
     * browser may be sent there.
     */
    public @Nullable String target(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            var uri = new URI(url);
            var host = host(uri);
            var isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isWeb && host != null && hosts.test(host) ? uri.toASCIIString() : null;
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }

    /** Returns the host of a URL without user information, which can look like a host; otherwise null. */
    private static @Nullable String host(URI uri) {
        if (uri.getHost() != null) {
            return uri.getRawUserInfo() == null ? uri.getHost() : null;
        }
        if (uri.getRawAuthority() == null) {
            return null;
        }
        var name = NAME_AND_PORT.matcher(uri.getRawAuthority());
        return name.matches() ? name.group(1) : null;
    }
}
