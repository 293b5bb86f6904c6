package com.clerk.sdk.web;

import com.clerk.sdk.auth.ClerkRequest;
import java.util.List;
import java.util.Locale;

/** Reads headers of a request whose names may be sensitive to case: {@link ClerkRequest#headers}. */
final class RequestHeaders {
    private RequestHeaders() {}

    /**
     * Returns all values of a header.
     *
     * @param name the name as most clients of HTTP/1.1 write it, such as {@code Sec-Fetch-Site}
     */
    static List<String> of(ClerkRequest request, String name) {
        var values = request.headers(name.toLowerCase(Locale.ROOT));
        if (values == null || values.isEmpty()) {
            values = request.headers(name);
        }
        return values == null ? List.of() : values;
    }
}
