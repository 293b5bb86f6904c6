package com.clerk.sdk.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as a browser or a program sends it; each method adds to it. */
final class TestRequest implements ClerkRequest {
    static final String PAGE = "https://app.example.com/dashboard";

    private final @Nullable String method;
    private final @Nullable String url;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    private TestRequest(@Nullable String method, @Nullable String url) {
        this.method = method;
        this.url = url;
    }

    /** Headers alone, as a server of an API passes them on. */
    static TestRequest api() {
        return new TestRequest(null, null);
    }

    static TestRequest of(String method, String url) {
        return new TestRequest(method, url);
    }

    /** A page that a browser opens in its window. */
    static TestRequest page(String url) {
        return new TestRequest("GET", url).header("sec-fetch-dest", "document");
    }

    static TestRequest page() {
        return page(PAGE);
    }

    TestRequest header(String name, String value) {
        headers.computeIfAbsent(name, same -> new ArrayList<>()).add(value);
        return this;
    }

    TestRequest bearer(String token) {
        return header("authorization", "Bearer " + token);
    }

    /** Cookies as they stand in the header, such as {@code a=1; b=2}. */
    TestRequest cookies(String cookies) {
        return header("cookie", cookies);
    }

    @Override
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    @Override
    public @Nullable String method() {
        return method;
    }

    @Override
    public @Nullable String url() {
        return url;
    }
}
