package com.clerk.sdk.testing.server.frontend.wire;

import com.clerk.sdk.testing.server.http.ServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the cookies of a request. */
public final class Cookies {
    private Cookies() {}

    /** Returns the values by name. Of several cookies of one name, the first counts (RFC 6265 section 5.4). */
    public static Map<String, String> of(ServerRequest request) {
        var cookies = new HashMap<String, String>();
        for (var header : request.headers().getOrDefault("cookie", List.of())) {
            for (var cookie : header.split(";")) {
                var end = cookie.indexOf('=');
                if (end > 0) {
                    cookies.putIfAbsent(
                            cookie.substring(0, end).strip(),
                            cookie.substring(end + 1).strip());
                }
            }
        }
        return cookies;
    }
}
