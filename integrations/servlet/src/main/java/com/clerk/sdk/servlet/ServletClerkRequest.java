package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.ClerkRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A request to a servlet container. The container knows the URL that the browser sees, if it is set up for the proxies
 * in front of it; what a client says in the headers of proxies does not count, unless they are trusted.
 */
record ServletClerkRequest(HttpServletRequest request, boolean trustForwardedHeaders) implements ClerkRequest {
    @Override
    public List<String> headers(String name) {
        if (!trustForwardedHeaders) {
            var lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("x-forwarded-for")) {
                return List.of(request.getRemoteAddr()); // as the container knows it
            }
            if (lower.startsWith("x-forwarded-") || lower.equals("x-real-ip")) {
                return List.of();
            }
        }
        var values = request.getHeaders(name);
        return values == null ? List.of() : Collections.list(values);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String url() {
        var query = request.getQueryString();
        return withoutSessionId(request.getRequestURL().toString()) + (query == null ? "" : "?" + query);
    }

    /** The id of a container's session is a secret, and Clerk would see it in the way back. */
    private static String withoutSessionId(String url) {
        return url.indexOf(';') < 0 ? url : url.replaceAll("(?i);jsessionid=[^/;]*", "");
    }

    @Override
    public boolean hasExternalUrl() {
        return !trustForwardedHeaders;
    }
}
