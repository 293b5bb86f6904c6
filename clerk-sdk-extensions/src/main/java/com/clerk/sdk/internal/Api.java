package com.clerk.sdk.internal;

import com.clerk.sdk.runtime.http.ApiClient;

/** The settings that all requests of the SDK to Clerk have in common. */
public final class Api {
    /** The base URL of Clerk's APIs, without a version. */
    public static final String URL = "https://api.clerk.com";

    /** The version of Clerk's APIs that this SDK was generated for. */
    public static final String VERSION = "2026-05-12";

    private Api() {}

    /**
     * Returns a builder of an HTTP client.
     *
     * @return a builder without a base URL and an authorization
     */
    public static ApiClient.Builder client() {
        return ApiClient.builder().header("Clerk-API-Version", VERSION).userAgent(UserAgent.value());
    }

    /**
     * Returns the base URL of an API, with the version in its path.
     *
     * @param apiUrl an absolute URL without the version
     * @param pathVersion the version, such as {@code v1}
     * @return the base URL of all requests
     */
    public static String base(String apiUrl, String pathVersion) {
        return (apiUrl.endsWith("/") ? apiUrl : apiUrl + "/") + pathVersion;
    }
}
