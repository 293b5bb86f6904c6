package com.clerk.sdk.runtime.http;

import okhttp3.HttpUrl;

/** Parses and checks the base URL of an API. Messages never show the URL, since it may contain a password. */
final class BaseUrl {
    private BaseUrl() {}

    static HttpUrl parse(String text) {
        var url = HttpUrl.parse(text);
        if (url == null) {
            throw new IllegalArgumentException("The base URL is not a valid URL: it must start with https://");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("The base URL must not contain a user name or a password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("The base URL must not have a query or a fragment");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new IllegalArgumentException(
                    "The base URL must start with https://; plain http is allowed for loopback addresses only");
        }
        return url;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || isLoopbackV4(host);
    }

    // 127.0.0.1 is an address, 127.example.com is not: an address has digits and dots only.
    private static boolean isLoopbackV4(String host) {
        if (!host.startsWith("127.")) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
