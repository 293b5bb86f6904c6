package com.clerk.sdk.runtime.http;

import okhttp3.HttpUrl;

/** Checks where an API is said to be. No message shows the URL, since it may hold a password. */
final class BaseUrl {
    private BaseUrl() {}

    static HttpUrl parse(String text) {
        var url = HttpUrl.parse(text);
        if (url == null) {
            throw new IllegalArgumentException("The base URL is not a URL that begins with https://");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException("The base URL must not hold a user name or password");
        }
        if (url.query() != null || url.fragment() != null) {
            throw new IllegalArgumentException("The base URL must not have a query or fragment");
        }
        if (!url.isHttps() && !isLoopback(url.host())) {
            throw new IllegalArgumentException("The base URL must be https; http is only for this machine itself");
        }
        return url;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || isLoopbackV4(host);
    }

    // 127.0.0.1, and not 127.example.com: only digits and dots make an address.
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
