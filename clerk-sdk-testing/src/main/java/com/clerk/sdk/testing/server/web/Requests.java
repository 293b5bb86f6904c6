package com.clerk.sdk.testing.server.web;

import com.clerk.sdk.testing.server.http.ServerRequest;
import com.sun.net.httpserver.HttpExchange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads requests of the JDK's HTTP server. */
final class Requests {
    private Requests() {}

    static ServerRequest of(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new ServerRequest(
                exchange.getRequestMethod().toUpperCase(Locale.ROOT),
                path,
                segments(path),
                query(uri.getRawQuery()),
                headers(exchange),
                body);
    }

    private static List<String> segments(String path) {
        return Stream.of(path.substring(1).split("/", -1))
                // In a path, a plus is a plus (RFC 3986); in a form it is a space.
                .map(segment -> decode(segment.replace("+", "%2B")))
                .toList();
    }

    private static Map<String, List<String>> query(@Nullable String query) {
        var values = new LinkedHashMap<String, List<String>>();
        if (query != null && !query.isEmpty()) {
            for (var parameter : query.split("&")) {
                var end = parameter.indexOf('=');
                var name = decode(end < 0 ? parameter : parameter.substring(0, end));
                values.computeIfAbsent(name, absent -> new ArrayList<>(1))
                        .add(end < 0 ? "" : decode(parameter.substring(end + 1)));
            }
        }
        return values;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static Map<String, List<String>> headers(HttpExchange exchange) {
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return headers;
    }
}
