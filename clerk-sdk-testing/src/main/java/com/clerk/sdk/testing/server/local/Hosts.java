package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ServerRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The host names by which the server may be called. A page elsewhere can make its own name resolve to the loopback
 * interface (DNS rebinding), but it cannot make a browser send another name in {@code Host}.
 */
final class Hosts {
    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    private final @Nullable String ownOrigin;
    private final Redirects redirects = new Redirects(this::has);

    /**
     * Makes the names: those of the loopback interface, and others.
     *
     * @param others further names, without a port
     * @param url the URL by which browsers come, or null if they come to the port itself
     */
    Hosts(Set<String> others, @Nullable String url) {
        ownOrigin = url == null ? null : origin(url);
        others.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns whether a request was sent to one of the names. */
    boolean allow(ServerRequest request) {
        var host = request.header("host");
        return host != null && has(host.replaceFirst(":[0-9]*$", ""));
    }

    private boolean has(String name) {
        return names.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns whether no page sent a request, or one at one of the names. Any page can make a browser send requests
     * here, and the keys are known to everybody; but it cannot make the browser say another origin (RFC 6454).
     */
    boolean allowOrigin(ServerRequest request) {
        var origin = request.header("origin");
        return origin == null
                || has(origin.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*://", "").replaceFirst(":[0-9]*$", ""));
    }

    /** Returns the origin of a URL by http or https: the URL without its path. */
    static String origin(String url) {
        return url.replaceFirst("^(https?://[^/]*).*$", "$1");
    }

    /**
     * Returns whether a page of this server sent a request. Browsers add the origin to each form that they post. A
     * proxy in front can write another name into {@code Host}; the origin stays that of the URL by which browsers come.
     */
    boolean isFromOwnPage(ServerRequest request) {
        var origin = request.header("origin");
        var host = request.header("host");
        if (origin == null || host == null) {
            return false;
        }
        return origin.equalsIgnoreCase(ownOrigin)
                || origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }

    /** Returns the redirects to these names. */
    Redirects redirects() {
        return redirects;
    }
}
