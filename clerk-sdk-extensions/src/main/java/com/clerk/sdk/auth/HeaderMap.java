package com.clerk.sdk.auth;

import com.clerk.sdk.internal.HeaderMaps;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose headers stand in a map, whatever the map thinks of upper and lower case. */
final class HeaderMap implements ClerkRequest {
    private final Map<String, List<String>> headers;
    private final @Nullable String method;
    private final @Nullable String url;

    HeaderMap(Map<String, List<String>> headers, @Nullable String method, @Nullable String url) {
        this.headers = Objects.requireNonNull(headers, "headers");
        this.method = method;
        this.url = url;
    }

    @Override
    public List<String> headers(String name) {
        return HeaderMaps.values(headers, name);
    }

    @Override
    public @Nullable String method() {
        return method;
    }

    @Override
    public @Nullable String url() {
        return url;
    }

    @Override
    public String toString() {
        return "ClerkRequest(" + headers.size() + " headers)";
    }
}
