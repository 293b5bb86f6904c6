package com.clerk.sdk.web.httpserver;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a form in the body of an exchange (WHATWG URL section 5.1). Reads the body: for requests that the
 * handler will not see.
 */
final class FormBody {
    /** The length of the longest form that is offered again, each byte of which takes three when it is escaped. */
    private static final int MAX_BYTES = 3 * 256 * 1024;

    private static final int MAX_FIELDS = 1000;

    private FormBody() {}

    /** Returns the fields; empty if the form is too long or cannot be read, or if the handler has read a part of it. */
    static Map<String, List<String>> of(HttpExchange exchange) {
        try {
            var body = exchange.getRequestBody().readNBytes(MAX_BYTES);
            var announced = exchange.getRequestHeaders().getFirst("Content-Length");
            boolean whole = String.valueOf(body.length).equals(announced);
            return whole ? fields(new String(body, StandardCharsets.UTF_8)) : Map.of();
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }

    private static Map<String, List<String>> fields(String body) {
        var fields = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (int start = 0; start < body.length(); ) {
            int ampersand = body.indexOf('&', start);
            int end = ampersand < 0 ? body.length() : ampersand;
            if (end > start) {
                add(body.substring(start, end), fields);
                count++;
            }
            if (count > MAX_FIELDS) {
                return Map.of();
            }
            start = end + 1;
        }
        return fields;
    }

    private static void add(String field, Map<String, List<String>> fields) {
        var parts = field.split("=", 2);
        fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>())
                .add(parts.length == 1 ? "" : decoded(parts[1]));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
