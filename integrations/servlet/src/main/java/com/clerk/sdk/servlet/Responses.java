package com.clerk.sdk.servlet;

import com.clerk.sdk.web.WebResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Functions that write the responses of the SDK to that of a servlet container. Safe for use by several threads. */
public final class Responses {
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

    /**
     * Sends a response instead of that of the application, unless that one has begun.
     *
     * @param request the request; the body is left out for {@code HEAD}
     * @param response the response of the container
     * @param instead the response to send
     * @throws IOException if the client does not read it
     */
    public static void send(HttpServletRequest request, HttpServletResponse response, WebResponse instead)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(instead.status());
        add(response, instead.headers());
        var body = instead.body();
        response.setContentLength(body.length);
        if (body.length > 0 && !request.getMethod().equals("HEAD")) {
            write(response, body);
        }
        response.flushBuffer();
    }

    private static void write(HttpServletResponse response, byte[] body) throws IOException {
        OutputStream stream;
        try {
            stream = response.getOutputStream();
        } catch (IllegalStateException e) {
            // The application has taken the writer, and resetBuffer leaves it so (ServletResponse.getOutputStream).
            var text = new String(body, StandardCharsets.UTF_8);
            response.setContentLength(text.getBytes(Charset.forName(response.getCharacterEncoding())).length);
            response.getWriter().write(text);
            return;
        }
        stream.write(body);
    }
}
