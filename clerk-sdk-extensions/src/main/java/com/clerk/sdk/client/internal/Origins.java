package com.clerk.sdk.client.internal;

import com.clerk.sdk.runtime.http.BaseUrl;
import java.util.HashSet;
import java.util.Set;
import okhttp3.HttpUrl;

/** The origins of the servers that get session tokens (RFC 6454). Immutable. */
final class Origins {
    private final Set<String> origins;

    /**
     * Creates a set of origins.
     *
     * @param urls an origin each, such as {@code https://api.example.com}
     * @throws IllegalArgumentException if no origin is given, or a text is not an origin over https or loopback
     */
    Origins(Set<String> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "Name at least one server that gets session tokens, such as https://api.example.com");
        }
        var all = new HashSet<String>();
        for (var url : urls) {
            BaseUrl.checkSecure(url);
            var parsed = HttpUrl.get(url);
            if (!parsed.encodedPath().equals("/")) {
                throw new IllegalArgumentException(
                        "A server that gets session tokens is named without a path: https://api.example.com");
            }
            all.add(of(parsed));
        }
        this.origins = Set.copyOf(all);
    }

    boolean contains(HttpUrl url) {
        return origins.contains(of(url));
    }

    private static String of(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
