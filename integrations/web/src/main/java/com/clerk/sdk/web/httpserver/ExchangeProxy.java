package com.clerk.sdk.web.httpserver;

import com.clerk.sdk.web.ProxyExchange;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to the HTTP server of the JDK that goes on to Clerk. */
record ExchangeProxy(HttpExchange exchange, String path, String applicationUrl, String clientAddress)
        implements ProxyExchange {
    @Override
    public String method() {
        return exchange.getRequestMethod();
    }

    @Override
    public @Nullable String query() {
        return exchange.getRequestURI().getRawQuery();
    }

    @Override
    public Map<String, List<String>> headers() {
        return exchange.getRequestHeaders();
    }

    @Override
    public InputStream body() {
        return exchange.getRequestBody();
    }

    @Override
    public OutputStream respond(int status, Map<String, List<String>> headers) throws IOException {
        var length = headers.get("content-length");
        headers.forEach((name, values) -> {
            if (!name.equals("content-length")) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
            }
        });
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304;
        exchange.sendResponseHeaders(status, bodiless ? -1 : length(length));
        return bodiless ? OutputStream.nullOutputStream() : exchange.getResponseBody();
    }

    /** Returns the length as the server wants it: 0 for a body of unknown length, -1 for an empty one. */
    private static long length(@Nullable List<String> values) {
        if (values == null || !values.get(0).matches("[0-9]{1,18}")) {
            return 0;
        }
        long length = Long.parseLong(values.get(0));
        return length == 0 ? -1 : length;
    }
}
