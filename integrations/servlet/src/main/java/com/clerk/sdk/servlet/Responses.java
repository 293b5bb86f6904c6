package com.clerk.sdk.servlet;

import com.clerk.sdk.web.WebResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Functions that write to the response of a servlet container. */
final class Responses {
    private static final String SET_COOKIE = "set-cookie";

    private Responses() {}

    /** Appends cookies that are not there yet, because the application has its own, and sets all else. */
    static void add(HttpServletResponse response, Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if (!name.equals(SET_COOKIE)) {
                response.setHeader(name, values.get(0));
                return;
            }
            var there = response.getHeaders(SET_COOKIE);
            for (var value : values) {
                if (!there.contains(value)) {
                    response.addHeader(SET_COOKIE, value);
                }
            }
        });
    }

    /** Sends a response instead of that of the application, unless that one has begun. */
    static void send(HttpServletRequest request, HttpServletResponse response, WebResponse instead) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(instead.status());
        add(response, instead.headers());
        var body = instead.body();
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
        response.flushBuffer();
    }
}
