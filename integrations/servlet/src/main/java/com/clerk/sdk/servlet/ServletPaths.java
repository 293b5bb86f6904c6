package com.clerk.sdk.servlet;

import com.clerk.sdk.web.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The paths of requests below the application, as they were sent and as the container read them. */
final class ServletPaths {
    private ServletPaths() {}

    /** Returns the path as it was sent. */
    static String raw(HttpServletRequest request) {
        return below(request.getRequestURI(), request.getContextPath());
    }

    /**
     * Returns the path by which the container chooses what answers.
     *
     * @throws IllegalArgumentException if the path is malformed; some containers throw it themselves
     */
    static RequestPath of(HttpServletRequest request) {
        return RequestPath.of(raw(request), joined(request.getServletPath(), request.getPathInfo()));
    }

    /** Returns the path as it was sent and as the container read it, to tell whether it is the same as before. */
    static String identity(HttpServletRequest request) {
        return raw(request) + " " + joined(request.getServletPath(), request.getPathInfo());
    }

    /** Returns the path to which a request was forwarded, or which it includes. */
    static RequestPath ofDispatch(HttpServletRequest request) {
        if (request.getDispatcherType() != DispatcherType.INCLUDE) {
            return of(request);
        }
        var raw = below(
                text(request, RequestDispatcher.INCLUDE_REQUEST_URI),
                text(request, RequestDispatcher.INCLUDE_CONTEXT_PATH));
        var servlet = text(request, RequestDispatcher.INCLUDE_SERVLET_PATH);
        return RequestPath.of(raw, joined(servlet, text(request, RequestDispatcher.INCLUDE_PATH_INFO)));
    }

    /** Tells whether a request was forwarded to, or includes, what nobody can request (Servlet 5.0 section 10.5). */
    static boolean isInternal(HttpServletRequest request) {
        boolean include = request.getDispatcherType() == DispatcherType.INCLUDE;
        var path = include ? text(request, RequestDispatcher.INCLUDE_SERVLET_PATH) : request.getServletPath();
        return path != null && path.startsWith("/WEB-INF/");
    }

    private static @Nullable String text(HttpServletRequest request, String attribute) {
        return (String) request.getAttribute(attribute);
    }

    private static String below(@Nullable String uri, @Nullable String context) {
        var path = Objects.requireNonNullElse(uri, "");
        var start = Objects.requireNonNullElse(context, "");
        var rest = path.startsWith(start) ? path.substring(start.length()) : path;
        return rest.isEmpty() ? "/" : rest;
    }

    private static String joined(@Nullable String servletPath, @Nullable String pathInfo) {
        var path = Objects.requireNonNullElse(servletPath, "") + Objects.requireNonNullElse(pathInfo, "");
        return path.isEmpty() ? "/" : path;
    }
}
