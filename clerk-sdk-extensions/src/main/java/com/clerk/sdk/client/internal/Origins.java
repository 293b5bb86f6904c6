package com.clerk.sdk.client.internal;

import com.clerk.sdk.runtime.http.BaseUrl;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** The origins of the servers that get session tokens (RFC 6454). Immutable. */
final class Origins {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Set<String> origins;

    /**
     * Creates a set of origins.
     *
     * @param urls an origin each, such as {@code https://api.example.com}
     * @throws IllegalArgumentException if there is none, one has a path, or one is plain http to another machine
     */
    Origins(Set<String> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "Name at least one server that gets session tokens, such as https://api.example.com");
        }
        var all = new HashSet<String>();
        for (var url : urls) {
            BaseUrl.checkSecure(url);
            var uri = URI.create(url);
            if (!uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
                throw new IllegalArgumentException(
                        "A server that gets session tokens is named without a path: https://api.example.com");
            }
            all.add(of(uri));
        }
        this.origins = Set.copyOf(all);
    }

    boolean contains(URI url) {
        return origins.contains(of(url));
    }

    private static String of(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        int defaultPort = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        int port = url.getPort() < 0 ? defaultPort : url.getPort();
        return scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port;
    }
}
