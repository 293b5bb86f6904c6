package com.clerk.sdk.web;

import com.clerk.sdk.auth.ClerkRequest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to a server that has no adapter.
 *
 * @param values returns all values of a header, or null
 * @param peer the IP address of the peer of the connection
 */
record ServerRequest(
        String method,
        String url,
        Function<String, @Nullable List<String>> values,
        String peer,
        boolean trustForwardedHeaders)
        implements ClerkRequest {
    @Override
    public List<String> headers(String name) {
        if (!trustForwardedHeaders) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("x-forwarded-for")) {
                return List.of(peer);
            }
            if (lower.startsWith("x-forwarded-") || lower.equals("x-real-ip")) {
                return List.of();
            }
        }
        return Objects.requireNonNullElse(values.apply(name), List.of());
    }

    @Override
    public boolean hasExternalUrl() {
        return !trustForwardedHeaders;
    }

    @Override
    public String toString() {
        return "ServerRequest(" + method + ")";
    }
}
