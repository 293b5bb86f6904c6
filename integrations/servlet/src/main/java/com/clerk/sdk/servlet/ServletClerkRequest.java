package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.ClerkRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * A request to a servlet container. The container knows the URL that the browser sees, if it is set up for the proxies
 * in front of it; what a client says in the headers of proxies does not count, unless they are trusted.
 */
record ServletClerkRequest(HttpServletRequest request, boolean trustForwardedHeaders) implements ClerkRequest {
    private static final String FORWARDED = "x-forwarded-";

    @Override
    public List<String> headers(String name) {
        if (!trustForwardedHeaders && isOfProxies(name)) {
            // The container knows the address of the client.
            return name.equalsIgnoreCase("x-forwarded-for") ? List.of(request.getRemoteAddr()) : List.of();
        }
        var values = request.getHeaders(name);
        if (values == null || !values.hasMoreElements()) {
            return List.of();
        }
        var first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first); // nearly always, and the shortest list
        }
        var all = Collections.list(values);
        all.add(0, first);
        return all;
    }

    private static boolean isOfProxies(String name) {
        return name.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length()) || name.equalsIgnoreCase("x-real-ip");
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
