package com.clerk.sdk.servlet;

import com.clerk.sdk.web.GuardDecision;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response that sets the cookies of a session. A cache that stored it would hand one user's session to the next, so
 * the application cannot say that it may be stored, and the cookies stay when it starts the response anew.
 */
final class UncachedResponse extends HttpServletResponseWrapper {
    private final Map<String, List<String>> headers;

    private UncachedResponse(HttpServletResponse response, Map<String, List<String>> headers) {
        super(response);
        this.headers = headers;
    }

    /** Returns the response as it is, unless the decision about its request sets cookies. */
    static HttpServletResponse of(HttpServletResponse response, GuardDecision decision) {
        if (!decision.setsCookies()) {
            return response;
        }
        for (var name : List.copyOf(response.getHeaderNames())) { // an earlier filter may speak for all responses
            if (isKept(name) && !name.equalsIgnoreCase("cache-control")) {
                response.setHeader(name, "no-store");
            }
        }
        return new UncachedResponse(response, decision.headers());
    }

    private static boolean isKept(@Nullable String name) {
        return name != null && GuardDecision.isOfCaches(name);
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
