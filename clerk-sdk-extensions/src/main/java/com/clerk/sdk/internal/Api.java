package com.clerk.sdk.internal;

import com.clerk.sdk.runtime.http.ApiClient;

/** What all requests of the SDK to Clerk have in common. */
public final class Api {
    /** Where Clerk's APIs are. */
    public static final String URL = "https://api.clerk.com";

    /** The version of Clerk's APIs that this SDK was generated for. */
    public static final String VERSION = "2026-05-12";

    private Api() {}

    /**
     * Begins a client. No network.
     *
     * @return a builder that still needs the address and the authorization
     */
    public static ApiClient.Builder client() {
        return ApiClient.builder().header("Clerk-API-Version", VERSION).userAgent(UserAgent.value());
    }

    /**
     * Puts the version into the address of an API.
     *
     * @param apiUrl an absolute URL without the version
     * @param pathVersion the version in the path, such as {@code v1}
     * @return the base of all requests
     */
    public static String base(String apiUrl, String pathVersion) {
        return (apiUrl.endsWith("/") ? apiUrl : apiUrl + "/") + pathVersion;
    }
}
