package com.clerk.sdk.testing.server.frontend.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Adds parameters to URLs. */
public final class Urls {
    private Urls() {}

    /** Returns a URL with one more parameter in its query, before its fragment. */
    public static String with(String url, String name, String value) {
        var hash = url.indexOf('#');
        var end = hash < 0 ? url.length() : hash;
        var base = url.substring(0, end);
        var separator = base.contains("?") ? "&" : "?";
        return base + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + url.substring(end);
    }
}
