package com.clerk.sdk;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.ApiUrl;
import com.clerk.sdk.internal.Environment;
import com.clerk.sdk.runtime.CallListener;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;

/**
 * The settings that the clients of all three APIs have in common.
 *
 * @param <B> type of the builder itself
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
     * Sets the URL of the API, for a proxy or a test server.
     *
     * @param apiUrl an absolute URL without the version, such as {@code https://api.clerk.com}; plain http is allowed
     *     for loopback addresses only, or after {@link #allowPlainHttp()}
     * @return this builder
     * @throws IllegalArgumentException if it is empty, not the URL of a host, or ends with a version; {@code build()}
     *     refuses plain http
     */
    public B apiUrl(String apiUrl) {
        this.apiUrl = ApiUrl.check(apiUrl);
        return self();
    }

    /**
     * Allows plain http for the API URL, for a test server on another host, such as a fake Clerk in a container.
     * Secrets are then sent in clear text: never call this in production.
     *
     * @return this builder
     */
    public B allowPlainHttp() {
        api.allowPlainHttp();
        return self();
    }

    /**
     * Sets the timeout for opening a connection. The default is 10 seconds.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public B connectTimeout(Duration timeout) {
        api.connectTimeout(timeout);
        return self();
    }

    /**
     * Sets the timeout between two packets of a response. The default is 30 seconds.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public B readTimeout(Duration timeout) {
        api.readTimeout(timeout);
        return self();
    }

    /**
     * Sets the timeout of a whole call, including retries and the waits between them. The default is the call timeout
     * of the HTTP client, if one is set, or 60 seconds.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public B callTimeout(Duration timeout) {
        api.callTimeout(timeout);
        return self();
    }

    /**
     * Sets the HTTP client, with its connection pool, proxy, DNS, TLS settings, interceptors and timeouts.
     * {@code close()} does not close it. Its cookie jar, cache, authenticator, dispatcher and own retries are not used:
     * they would mix the answers for different users, or repeat requests behind the {@link RetryPolicy}.
     *
     * @param httpClient the HTTP client
     * @return this builder
     */
    public B httpClient(OkHttpClient httpClient) {
        api.httpClient(httpClient);
        return self();
    }

    /**
     * Sets the maximum size of a response, after decompression. A call whose response is larger fails with a
     * {@link ClerkDecodingException}. The default is 64 MB.
     *
     * @param bytes maximum size in bytes, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the size is zero or negative
     */
    public B maxResponseBytes(int bytes) {
        api.maxResponseBytes(bytes);
        return self();
    }

    /**
     * Sets the executor that completes the futures of {@code executeAsync()}, and so runs the stages that you add to
     * them. The default are daemon threads of this client, one for each stage that is running.
     *
     * <p>Do not pass an executor that runs tasks on the calling thread, such as {@code Runnable::run}: stages then run
     * on the threads that read responses, and a stage that blocks holds up other calls. Keep the default instead, or
     * pass a pool such as {@code Executors.newFixedThreadPool(8)}.
     *
     * @param executor the executor; {@code close()} does not shut it down
     * @return this builder
     */
    public B executor(Executor executor) {
        api.executor(executor);
        return self();
    }

    /**
     * Sets the listener of every try of every call, for metrics and traces.
     *
     * @param listener called by the thread that waits for the call, or by the executor; must not block
     * @return this builder
     */
    public B listener(CallListener listener) {
        api.listener(listener);
        return self();
    }

    /**
     * Sets the policy that decides on retries. The default is {@link RetryPolicy#standard()}.
     *
     * @param retryPolicy the policy
     * @return this builder
     */
    public B retryPolicy(RetryPolicy retryPolicy) {
        api.retryPolicy(retryPolicy);
        return self();
    }

    final B apiUrlFrom(Map<String, String> environment) {
        Environment.apply(environment, "CLERK_API_URL", this::apiUrl);
        Environment.apply(environment, "CLERK_API_VERSION", version -> pathVersion = ApiUrl.checkVersion(version));
        return self();
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
