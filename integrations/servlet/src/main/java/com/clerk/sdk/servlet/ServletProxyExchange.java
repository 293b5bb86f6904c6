package com.clerk.sdk.servlet;

import com.clerk.sdk.web.ProxyExchange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to a servlet container that goes on to Clerk. */
record ServletProxyExchange(
        HttpServletRequest request, HttpServletResponse response, String origin, String clientAddress)
        implements ProxyExchange {
    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return ServletPaths.raw(request);
    }

    @Override
    public @Nullable String query() {
        return request.getQueryString();
    }

    @Override
    public String applicationUrl() {
        return origin + request.getContextPath();
    }

    @Override
    public Map<String, List<String>> headers() {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }

    @Override
    public InputStream body() throws IOException {
        return request.getInputStream();
    }

    @Override
    public OutputStream respond(int status, Map<String, List<String>> headers) throws IOException {
        response.setStatus(status);
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        return response.getOutputStream();
    }
}
