package com.clerk.sdk.auth;

import com.clerk.sdk.internal.HeaderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request whose headers are in a map. Names match in any case, even if the map is case-sensitive. */
final class MapClerkRequest implements ClerkRequest {
    private final Map<String, List<String>> headers;
    private final @Nullable String method;
    private final @Nullable String url;

    MapClerkRequest(Map<String, List<String>> headers, @Nullable String method, @Nullable String url) {
        this.headers = Objects.requireNonNull(headers, "headers");
        this.method = method;
        this.url = url;
    }

    @Override
    public List<String> headers(String name) {
        List<String> found = List.of();
        for (var entry : headers.entrySet()) {
            if (HeaderNames.isNamed(name, entry.getKey()) && entry.getValue() != null) {
                found = found.isEmpty() ? entry.getValue() : joined(found, entry.getValue());
            }
        }
        return found;
    }

    /** Joins the values of a header that the map has under several spellings. */
    private static List<String> joined(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all;
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
