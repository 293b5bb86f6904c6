package com.clerk.sdk;

import com.clerk.sdk.internal.Api;
import com.clerk.sdk.runtime.CallListener;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.Map;
import okhttp3.OkHttpClient;

/**
 * What the clients of all three APIs can be set up with.
 *
 * @param <B> the builder itself
 */
public abstract sealed class ClientBuilder<B extends ClientBuilder<B>>
        permits ClerkBackend.Builder, ClerkPlatform.Builder, ClerkFrontend.Builder {
    private final ApiClient.Builder api = Api.client();
    private String apiUrl;
    private String pathVersion = "v1";

    ClientBuilder(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    /**
     * Where the API is; for a proxy or a test server.
     *
     * @param apiUrl an absolute URL without the version, such as {@code https://api.clerk.com}; plain http only to
     *     loopback
     * @return this builder
     * @throws IllegalArgumentException when it is empty; other mistakes are found by {@code build()}
     */
    public B apiUrl(String apiUrl) {
        if (apiUrl.isBlank()) {
            throw new IllegalArgumentException("The API URL is empty; leave it unset for " + Api.URL);
        }
        this.apiUrl = apiUrl.strip();
        return self();
    }

    /**
     * How long connecting may take.
     *
     * @param timeout more than zero; 10 seconds when not set
     * @return this builder
     */
    public B connectTimeout(Duration timeout) {
        api.connectTimeout(timeout);
        return self();
    }

    /**
     * How long the server may stay silent.
     *
     * @param timeout more than zero; 30 seconds when not set
     * @return this builder
     */
    public B readTimeout(Duration timeout) {
        api.readTimeout(timeout);
        return self();
    }

    /**
     * How long a whole call may take, with its retries and the waits between them.
     *
     * @param timeout more than zero; 60 seconds when not set
     * @return this builder
     */
    public B callTimeout(Duration timeout) {
        api.callTimeout(timeout);
        return self();
    }

    /**
     * The HTTP client to use, with its pool, dispatcher, proxy and interceptors. It stays the caller's: {@code close()}
     * leaves it open.
     *
     * @param httpClient the client
     * @return this builder
     */
    public B httpClient(OkHttpClient httpClient) {
        api.httpClient(httpClient);
        return self();
    }

    /**
     * Sees every attempt of every call: operation, status, duration. For metrics and traces.
     *
     * @param listener called on the thread that makes the call; must not block
     * @return this builder
     */
    public B listener(CallListener listener) {
        api.listener(listener);
        return self();
    }

    /**
     * Decides whether a failed call is tried again.
     *
     * @param retryPolicy the policy
     * @return this builder
     */
    public B retryPolicy(RetryPolicy retryPolicy) {
        api.retryPolicy(retryPolicy);
        return self();
    }

    final B apiUrlOf(Map<String, String> environment) {
        var url = environment.get("CLERK_API_URL");
        var version = environment.get("CLERK_API_VERSION");
        if (version != null && !version.isBlank()) {
            pathVersion = version.strip();
        }
        return url == null || url.isBlank() ? self() : apiUrl(url);
    }

    final ApiClient.Builder api() {
        return api.baseUrl(baseUrl());
    }

    final String url() {
        return apiUrl;
    }

    String baseUrl() {
        return Api.base(apiUrl, pathVersion);
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }
}
