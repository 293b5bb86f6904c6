package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.ApiConnection;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.internal.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * One API at one address: what its requests have in common, and the connections to it. Immutable and safe for many
 * threads. Connections are made by the first call; they never follow a redirect, so secrets reach the configured host
 * alone.
 */
public final class ApiClient implements ApiConnection, AutoCloseable {
    private final HttpUrl baseUrl;
    private final String basePath;
    private final Supplier<@Nullable String> authorization;
    private final Map<String, String> headers;
    private final Map<String, String> query;
    private final Duration callTimeout;
    private final CallLog log;
    private final RetryPolicy retryPolicy;
    private final Transport transport;

    private ApiClient(Builder builder, HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
        this.basePath = pathOf(baseUrl);
        this.authorization = builder.authorization;
        this.headers = Map.copyOf(builder.headers);
        this.query = new LinkedHashMap<>(builder.query);
        this.callTimeout = builder.callTimeout;
        this.log = new CallLog(builder.listener);
        this.retryPolicy = builder.retryPolicy;
        this.transport = new Transport(builder, baseUrl.isHttps());
    }

    private ApiClient(ApiClient other, HttpUrl baseUrl) {
        this.baseUrl = baseUrl;
        this.basePath = pathOf(baseUrl);
        this.authorization = other.authorization;
        this.headers = other.headers;
        this.query = other.query;
        this.callTimeout = other.callTimeout;
        this.log = other.log;
        this.retryPolicy = other.retryPolicy;
        this.transport = other.transport;
    }

    private static String pathOf(HttpUrl baseUrl) {
        var path = baseUrl.encodedPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Returns the client behind a connection, for generated code.
     *
     * @param connection a connection
     * @return the client that it is
     */
    public static ApiClient of(ApiConnection connection) {
        return (ApiClient) connection; // the only implementation that the sealed type permits
    }

    /**
     * Begins a client. No network.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins a GET request. No network.
     *
     * @param operation id of the operation, such as {@code users.get}
     * @param path path of the operation, with names in braces: {@code /users/{user_id}}
     * @param ids what stands in place of the names, in their order
     * @return a request
     * @throws IllegalArgumentException if an id is null, blank or a dot segment, however encoded
     */
    public ApiRequest get(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "GET", path, ids);
    }

    /**
     * Begins a POST request. No network.
     *
     * @param operation id of the operation, such as {@code users.create}
     * @param path path of the operation, with names in braces: {@code /users/{user_id}/ban}
     * @param ids what stands in place of the names, in their order
     * @return a request
     * @throws IllegalArgumentException if an id is null, blank or a dot segment, however encoded
     */
    public ApiRequest post(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "POST", path, ids);
    }

    /**
     * Begins a PUT request. No network.
     *
     * @param operation id of the operation
     * @param path path of the operation, with names in braces: {@code /organizations/{organization_id}/logo}
     * @param ids what stands in place of the names, in their order
     * @return a request
     * @throws IllegalArgumentException if an id is null, blank or a dot segment, however encoded
     */
    public ApiRequest put(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "PUT", path, ids);
    }

    /**
     * Begins a PATCH request. No network.
     *
     * @param operation id of the operation, such as {@code users.update}
     * @param path path of the operation, with names in braces: {@code /users/{user_id}}
     * @param ids what stands in place of the names, in their order
     * @return a request
     * @throws IllegalArgumentException if an id is null, blank or a dot segment, however encoded
     */
    public ApiRequest patch(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "PATCH", path, ids);
    }

    /**
     * Begins a DELETE request. No network.
     *
     * @param operation id of the operation, such as {@code users.delete}
     * @param path path of the operation, with names in braces: {@code /users/{user_id}}
     * @param ids what stands in place of the names, in their order
     * @return a request
     * @throws IllegalArgumentException if an id is null, blank or a dot segment, however encoded
     */
    public ApiRequest delete(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "DELETE", path, ids);
    }

    /**
     * The same API at another place of the same host, over the same connections; closing either closes both. No
     * network.
     *
     * @param baseUrl a URL of the same scheme, host and port
     * @return another client
     * @throws IllegalArgumentException if it is anywhere else, where secrets must not go
     */
    public ApiClient at(String baseUrl) {
        var other = BaseUrl.parse(baseUrl);
        if (!other.scheme().equals(this.baseUrl.scheme())
                || !other.host().equals(this.baseUrl.host())
                || other.port() != this.baseUrl.port()) {
            throw new IllegalArgumentException("The other base URL must be on the same host");
        }
        return new ApiClient(this, other);
    }

    /**
     * Closes the connections and threads that this client made; an OkHttp client that was handed in stays as it is.
     * Calls under way go on to their end, new ones fail with an {@link IllegalStateException}. Can be called again. No
     * network.
     */
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "ApiClient(" + baseUrl.host() + ")";
    }

    Call newCall(RequestSpec spec, String accept, CallOptions options, ConnectionTracker tracker) {
        var request = new Request.Builder().url(url(spec)).header("Accept", accept);
        for (var header : headers.entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        if (!options.headers().containsKey("Authorization")) {
            authorize(request);
        }
        for (var header : spec.headers.entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        for (var header : options.headers().entrySet()) {
            request.header(header.getKey(), header.getValue());
        }
        request.method(spec.method, spec.body).tag(ConnectionTracker.class, tracker);
        return transport.http().newCall(request.build());
    }

    private void authorize(Request.Builder request) {
        var value = authorization.get();
        if (value != null) {
            Headers.check("Authorization", value);
            request.header("Authorization", value);
        }
    }

    private HttpUrl url(RequestSpec spec) {
        var url = baseUrl.newBuilder().encodedPath(basePath + spec.path);
        for (var parameter : query.entrySet()) {
            if (!spec.query.containsKey(parameter.getKey())) {
                addQuery(url, parameter.getKey(), parameter.getValue());
            }
        }
        for (var parameter : spec.query.entrySet()) {
            for (var value : parameter.getValue()) {
                addQuery(url, parameter.getKey(), value);
            }
        }
        return url.build();
    }

    private static void addQuery(HttpUrl.Builder url, String name, String value) {
        url.addEncodedQueryParameter(PercentEncoding.encode(name), PercentEncoding.encode(value));
    }

    Duration callTimeout() {
        return callTimeout;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    void report(CallEvent event) {
        log.report(event);
    }

    /** Gives the nanoseconds of a duration; the longest time there is for one that is longer. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Collects what the requests of one API have in common. No method touches the network. */
    public static final class Builder {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> query = new LinkedHashMap<>();
        private final List<Interceptor> interceptors = new ArrayList<>();
        private @Nullable String baseUrl;
        private Supplier<@Nullable String> authorization = () -> null;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Duration connectTimeout;
        private @Nullable Duration readTimeout;
        private Duration callTimeout = Duration.ofSeconds(60);
        private CallListener listener = event -> {};
        private RetryPolicy retryPolicy = RetryPolicy.standard();

        private Builder() {
            headers.put("User-Agent", "clerk-sdk-java");
        }

        /**
         * Says where the API is.
         *
         * @param baseUrl a URL such as {@code https://api.clerk.com/v1}; http is for this machine itself
         * @return this
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /**
         * Says what goes into the header {@code Authorization}.
         *
         * @param authorization asked before each try, for the whole value of the header; null sends none
         * @return this
         */
        public Builder authorization(Supplier<@Nullable String> authorization) {
            this.authorization = authorization;
            return this;
        }

        /**
         * Sends a header with every request.
         *
         * @param name name of the header
         * @param value its value
         * @return this
         * @throws IllegalArgumentException if HTTP does not allow the name or the value
         */
        public Builder header(String name, String value) {
            Headers.check(name, value);
            headers.put(name, value);
            return this;
        }

        /**
         * Sends a query parameter with every request that does not set it itself.
         *
         * @param name name of the parameter
         * @param value its value
         * @return this
         */
        public Builder query(String name, String value) {
            query.put(name, value);
            return this;
        }

        /**
         * Says what the requests come from.
         *
         * @param userAgent value of the header {@code User-Agent}
         * @return this
         * @throws IllegalArgumentException if HTTP does not allow the value
         */
        public Builder userAgent(String userAgent) {
            return header("User-Agent", userAgent);
        }

        /**
         * Uses connections, threads and settings of an OkHttp client that exists already. It is not changed, and never
         * closed from here; redirects are not followed even if it would.
         *
         * @param httpClient the client
         * @return this
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = httpClient;
            return this;
        }

        /**
         * Lets an interceptor see every request and response, before OkHttp's own.
         *
         * @param interceptor called on the thread that makes the call
         * @return this
         */
        public Builder interceptor(Interceptor interceptor) {
            interceptors.add(interceptor);
            return this;
        }

        /**
         * Limits connecting. 10 seconds if not set.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = positive("connectTimeout", timeout);
            return this;
        }

        /**
         * Limits the silence between two pieces of a response. 30 seconds if not set.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder readTimeout(Duration timeout) {
            this.readTimeout = positive("readTimeout", timeout);
            return this;
        }

        /**
         * Limits a whole call, retries and the waits between them included. 60 seconds if not set.
         *
         * @param timeout more than zero
         * @return this
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = positive("callTimeout", timeout);
            return this;
        }

        /**
         * Says who hears of every try.
         *
         * @param listener called by many threads
         * @return this
         */
        public Builder listener(CallListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Says which failed calls are tried again. {@link RetryPolicy#standard()} if not set.
         *
         * @param retryPolicy called by many threads
         * @return this
         */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = retryPolicy;
            return this;
        }

        /**
         * Finishes.
         *
         * @return a client that has no connection yet
         * @throws IllegalArgumentException if the base URL is none to send secrets to: not https, with a user name, a
         *     query or a fragment
         * @throws IllegalStateException if there is no base URL
         */
        public ApiClient build() {
            if (baseUrl == null) {
                throw new IllegalStateException("The client needs a base URL");
            }
            return new ApiClient(this, BaseUrl.parse(baseUrl));
        }

        @Nullable
        OkHttpClient httpClient() {
            return httpClient;
        }

        List<Interceptor> interceptors() {
            return List.copyOf(interceptors);
        }

        @Nullable
        Duration connectTimeout() {
            return connectTimeout;
        }

        @Nullable
        Duration readTimeout() {
            return readTimeout;
        }

        private static Duration positive(String name, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(name + " must be more than zero");
            }
            return timeout;
        }
    }
}
