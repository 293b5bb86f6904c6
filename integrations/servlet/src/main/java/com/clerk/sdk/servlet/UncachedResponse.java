package com.clerk.sdk.servlet;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A response that sets the cookies of a session. A cache that stored it would hand one user's session to the next, so
 * the application cannot say that it may be stored, and the cookies stay when it starts the response anew.
 */
final class UncachedResponse extends HttpServletResponseWrapper {
    private static final Set<String> OF_CACHES = Set.of("cache-control", "expires", "pragma");

    private final Map<String, List<String>> headers;

    UncachedResponse(HttpServletResponse response, Map<String, List<String>> headers) {
        super(response);
        this.headers = headers;
    }

    private static boolean isKept(@Nullable String name) {
        return name != null && OF_CACHES.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void setHeader(String name, String value) {
        if (!isKept(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void addHeader(String name, String value) {
        if (!isKept(name)) {
            super.addHeader(name, value);
        }
    }

    @Override
    public void setDateHeader(String name, long date) {
        if (!isKept(name)) {
            super.setDateHeader(name, date);
        }
    }

    @Override
    public void addDateHeader(String name, long date) {
        if (!isKept(name)) {
            super.addDateHeader(name, date);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        if (!isKept(name)) {
            super.setIntHeader(name, value);
        }
    }

    @Override
    public void addIntHeader(String name, int value) {
        if (!isKept(name)) {
            super.addIntHeader(name, value);
        }
    }

    @Override
    public void reset() {
        super.reset();
        Responses.add((HttpServletResponse) getResponse(), headers);
    }
}
