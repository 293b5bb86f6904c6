package com.clerk.sdk.benchmarks.sdk;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request to a servlet container and its response, without a container: no more than a filter looks at. */
final class ServletExchange {
    private ServletExchange() {}

    /** Returns an object all of whose methods fail, so that a benchmark cannot measure another path unseen. */
    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    /** A GET of a path that a rule protects. */
    static final class Request extends HttpServletRequestWrapper {
        private static final HttpServletRequest NOTHING = nothing(HttpServletRequest.class);

        private final Map<String, Object> attributes = new HashMap<>();
        private final Map<String, List<String>> headers;

        Request(Map<String, List<String>> headers) {
            super(NOTHING);
            this.headers = headers;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return "/app/page";
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer("https://app.benchmarks.test/app/page");
        }

        @Override
        public String getQueryString() {
            return "a=b";
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getServletPath() {
            return "/app/page";
        }

        @Override
        public String getPathInfo() {
            return null;
        }

        @Override
        public String getRemoteAddr() {
            return "203.0.113.7";
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }
    }

    /** A response that keeps its headers. */
    static final class Response extends HttpServletResponseWrapper {
        private static final HttpServletResponse NOTHING = nothing(HttpServletResponse.class);

        private final Map<String, String> headers = new HashMap<>();

        Response() {
            super(NOTHING);
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public boolean containsHeader(String name) {
            return headers.containsKey(name);
        }

        @Override
        public Collection<String> getHeaders(String name) {
            return List.of();
        }

        @Override
        public boolean isCommitted() {
            return false;
        }
    }
}
