package com.clerk.sdk.web.httpserver;

import com.clerk.sdk.auth.ClerkRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request to the HTTP server of the JDK. */
record ExchangeRequest(HttpExchange exchange, boolean trustForwardedHeaders) implements ClerkRequest {
    /** A name or an address, with an optional port (RFC 9110 section 7.2). */
    private static final Pattern HOST =
            Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    @Override
    public List<String> headers(String name) {
        if (!trustForwardedHeaders) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("x-forwarded-for")) {
                return List.of(exchange.getRemoteAddress().getAddress().getHostAddress());
            }
            if (lower.startsWith("x-forwarded-") || lower.equals("x-real-ip")) {
                return List.of();
            }
        }
        return exchange.getRequestHeaders().getOrDefault(name, List.of());
    }

    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    /**
     * Returns the URL with the host that the client named, which this server takes from nowhere else; null if that is
     * not a host.
     */
    @Override
    public @Nullable String url() {
        var hosts = exchange.getRequestHeaders().get("Host");
        var host = hosts == null ? "localhost:" + exchange.getLocalAddress().getPort() : hosts.get(0);
        if (hosts != null && hosts.size() > 1 || !HOST.matcher(host).matches()) {
            return null;
        }
        var scheme = GuardedExchange.unwrapped(exchange) instanceof HttpsExchange ? "https" : "http";
        var query = exchange.getRequestURI().getRawQuery();
        return scheme + "://" + host + path() + (query == null ? "" : "?" + query);
    }

    /** Returns the path as it was sent. The server takes the beginning of {@code //a/b} for the name of a host. */
    String path() {
        var uri = exchange.getRequestURI();
        var path = Objects.requireNonNullElse(uri.getRawPath(), "");
        boolean asHost = uri.getScheme() == null && uri.getRawAuthority() != null;
        return asHost ? "//" + uri.getRawAuthority() + path : path;
    }

    @Override
    public boolean hasExternalUrl() {
        return !trustForwardedHeaders;
    }
}
