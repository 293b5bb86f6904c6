package com.clerk.sdk.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form in the body of a request. Reads the body: for requests that the application will not see. */
final class FormFields {
    private FormFields() {}

    /** Returns the fields; empty if the application has read the body, or the container refuses it. */
    static Map<String, List<String>> of(HttpServletRequest request) {
        try {
            if (request.getCharacterEncoding() == null) {
                request.setCharacterEncoding(StandardCharsets.UTF_8.name());
            }
            var inUrl = countByName(request.getQueryString());
            var fields = new LinkedHashMap<String, List<String>>();
            request.getParameterMap().forEach((name, values) -> {
                // Values of the URL come before those of the body (Servlet 5.0 section 3.1).
                var own = Arrays.asList(values)
                        .subList(Math.min(inUrl.getOrDefault(name, 0), values.length), values.length);
                if (!own.isEmpty()) {
                    fields.put(name, own);
                }
            });
            return fields;
        } catch (RuntimeException | UnsupportedEncodingException e) {
            return Map.of(); // each container throws another exception of its own
        }
    }

    private static Map<String, Integer> countByName(@Nullable String query) {
        var counts = new HashMap<String, Integer>();
        if (query != null) {
            for (var pair : query.split("&")) {
                var name = URLDecoder.decode(pair.split("=", 2)[0], StandardCharsets.UTF_8);
                counts.merge(name, 1, Integer::sum);
            }
        }
        return counts;
    }
}
