package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.http.ServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
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

    /**
     * Makes the names: those of the loopback interface, and others.
     *
     * @param others further names, without a port
     */
    Hosts(Set<String> others) {
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

    /** Returns whether a page of this server sent a request. Browsers add the origin to each form that they post. */
    static boolean isFromOwnPage(ServerRequest request) {
        var origin = request.header("origin");
        var host = request.header("host");
        return origin != null
                && host != null
                && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    }

    /** Returns the URL if a browser may be sent there after a sign-in: to one of the names. Otherwise null. */
    @Nullable
    String target(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            var uri = new URI(url);
            var scheme = String.valueOf(uri.getScheme());
            var isWeb = scheme.equals("http") || scheme.equals("https");
            return isWeb && uri.getHost() != null && uri.getUserInfo() == null && has(uri.getHost()) ? url : null;
        } catch (URISyntaxException notAUrl) {
            return null;
        }
    }
}
