package com.clerk.sdk.auth.flow;

import com.clerk.sdk.runtime.http.BaseUrl;
import okhttp3.HttpUrl;

/** Functions on URLs that {@link HttpUrl} lacks. */
public final class Urls {
    private Urls() {}

    /** Tells whether this is an http or https URL with a host, written in full. */
    public static boolean isAbsolute(String url) {
        return BaseUrl.isAbsolute(url);
    }

    /**
     * Tells whether this is a path on a server, and not a URL in disguise: browsers take {@code //host} and
     * {@code /\host} for URLs, and leave out tabs and line breaks (WHATWG URL section 4.4).
     */
    public static boolean isPath(String url) {
        return url.startsWith("/")
                && !url.startsWith("//")
                && url.chars().allMatch(c -> c > ' ' && c != '\\' && c < 0x7f);
    }

    public static String withoutTrailingSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    /** Returns scheme, host and port, as in the header {@code Origin} (RFC 6454 section 6). */
    public static String origin(HttpUrl url) {
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        var host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        return url.scheme() + "://" + host + (usual ? "" : ":" + url.port());
    }
}
