package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.ApiConnection;
import com.clerk.sdk.runtime.CallEvent;
import com.clerk.sdk.runtime.CallListener;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.RetryPolicy;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.Headers;
import com.google.gson.annotations.JsonAdapter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one API at one address: it creates requests and holds the connections. Connections are opened by
 * the first call. Redirects are never followed, so secrets are sent to the configured host only. Immutable and
 * thread-safe.
 */
@JsonAdapter(GsonAdapter.class)
public final class ApiClient implements ApiConnection, AutoCloseable {
    private static final int LOOKUP_BYTES = 1 << 20;

    private final BaseUrl baseUrl;
    private final String basePath;
    private final Supplier<@Nullable String> authorization;
    private final Map<String, String> headers;
    private final Map<String, String> query;
    private final Duration callTimeout;
    private final AttemptReporter reporter;
    private final RetryPolicy retryPolicy;
    private final Transport transport;
    private final int maxResponseBytes;
    private final boolean ownThreads;

    private ApiClient(Builder builder, BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
        this.basePath = baseUrl.path();
        this.authorization = builder.authorization;
        this.headers = Map.copyOf(builder.headers);
        this.query = new LinkedHashMap<>(builder.query);
        this.callTimeout =
                builder.callTimeout == null ? OkHttpSettings.callTimeout(builder.httpClient) : builder.callTimeout;
        this.reporter = new AttemptReporter(builder.listener);
        this.retryPolicy = builder.retryPolicy;
        this.transport = new Transport(builder.okHttpSettings(baseUrl.isHttps()), builder.executor);
        this.maxResponseBytes = builder.maxResponseBytes;
        this.ownThreads = false;
    }

    private ApiClient(
            ApiClient other,
            BaseUrl baseUrl,
            Transport transport,
            RetryPolicy retryPolicy,
            int maxResponseBytes,
            boolean ownThreads) {
        this.baseUrl = baseUrl;
        this.basePath = baseUrl.path();
        this.authorization = other.authorization;
        this.headers = other.headers;
        this.query = other.query;
        this.callTimeout = other.callTimeout;
        this.reporter = other.reporter;
        this.retryPolicy = retryPolicy;
        this.transport = transport;
        this.maxResponseBytes = maxResponseBytes;
        this.ownThreads = ownThreads;
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
     * Returns a builder.
     *
     * @return a builder without a base URL
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns a GET request.
     *
     * @param operation id of the operation, such as {@code users.get}
     * @param path path template of the operation: {@code /users/{user_id}}
     * @param ids values for the names, in their order
     * @return the request
     * @throws IllegalArgumentException if an id is null or blank, or contains a dot segment in any encoding
     */
    public ApiRequest get(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "GET", path, ids);
    }

    /**
     * Returns a POST request.
     *
     * @param operation id of the operation, such as {@code users.create}
     * @param path path template of the operation: {@code /users/{user_id}/ban}
     * @param ids values for the names, in their order
     * @return the request
     * @throws IllegalArgumentException if an id is null or blank, or contains a dot segment in any encoding
     */
    public ApiRequest post(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "POST", path, ids);
    }

    /**
     * Returns a PUT request.
     *
     * @param operation id of the operation
     * @param path path template of the operation: {@code /organizations/{organization_id}/logo}
     * @param ids values for the names, in their order
     * @return the request
     * @throws IllegalArgumentException if an id is null or blank, or contains a dot segment in any encoding
     */
    public ApiRequest put(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "PUT", path, ids);
    }

    /**
     * Returns a PATCH request.
     *
     * @param operation id of the operation, such as {@code users.update}
     * @param path path template of the operation: {@code /users/{user_id}}
     * @param ids values for the names, in their order
     * @return the request
     * @throws IllegalArgumentException if an id is null or blank, or contains a dot segment in any encoding
     */
    public ApiRequest patch(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "PATCH", path, ids);
    }

    /**
     * Returns a DELETE request.
     *
     * @param operation id of the operation, such as {@code users.delete}
     * @param path path template of the operation: {@code /users/{user_id}}
     * @param ids values for the names, in their order
     * @return the request
     * @throws IllegalArgumentException if an id is null or blank, or contains a dot segment in any encoding
     */
    public ApiRequest delete(String operation, String path, String... ids) {
        return new ApiRequest(this, operation, "DELETE", path, ids);
    }

    /**
     * Returns a client of the same API at another path of the same host. It shares the connections: closing one client
     * closes both.
     *
     * @param baseUrl a URL with the same scheme, host and port
     * @return the other client
     * @throws IllegalArgumentException if scheme, host or port differ: secrets must not be sent there
     */
    public ApiClient at(String baseUrl) {
        var other = BaseUrl.parse(baseUrl);
        if (!other.hasSameOrigin(this.baseUrl)) {
            throw new IllegalArgumentException("The other base URL must have the same host, scheme and port");
        }
        return new ApiClient(this, other, transport, retryPolicy, maxResponseBytes, ownThreads);
    }

    /**
     * Returns a client of the same API with connections and threads that the calls of this client never use, so that no
     * number of calls that wait for an answer can hold up its calls. Closing this client closes both.
     *
     * @return the other client; all clients that this method returns share their connections
     */
    public ApiClient separate() {
        return new ApiClient(this, baseUrl, transport.separate(), retryPolicy, maxResponseBytes, ownThreads);
    }

    /**
     * Returns a client of the same API for the lookups that the SDK itself makes, such as the keys of an instance. It
     * shares the connections. It accepts responses of up to 1 MB, and completes asynchronous calls on threads of the
     * SDK: a thread of the user's executor may be waiting for the lookup.
     *
     * @return the other client
     */
    public ApiClient forLookups() {
        int bytes = Math.min(maxResponseBytes, LOOKUP_BYTES);
        return new ApiClient(this, baseUrl, transport, retryPolicy, bytes, true);
    }

    /**
     * Returns a client of the same API for calls that hold one of a few places while they last. It shares the
     * connections. Its calls are not tried again after 429, and not if they had to wait for more than 500 milliseconds;
     * otherwise the retry policy of this client decides.
     *
     * @return the other client
     */
    public ApiClient withShortWaits() {
        return new ApiClient(this, baseUrl, transport, new ShortWaits(retryPolicy), maxResponseBytes, ownThreads);
    }

    /**
     * Returns an object that belongs to the connections of this client, such as limits of the calls over them. All
     * clients that share the connections return the same one.
     *
     * @param type type of the object
     * @param factory creates the object for the first call
     * @return the object
     * @param <T> type of the object
     */
    public <T> T shared(Class<T> type, Supplier<T> factory) {
        return transport.shared(type, factory);
    }

    /**
     * Closes this client: new calls fail with an {@link IllegalStateException}. Running calls continue, asynchronous
     * ones that wait for their turn or for a retry too; the connections and threads are closed after the last one. An
     * OkHttp client from the builder stays open. Further calls of this method have no effect.
     */
    @Override
    public void close() {
        transport.close();
    }

    /**
     * Runs a task on a thread of this client.
     *
     * @param task the task
     */
    public void runOnWorker(Runnable task) {
        transport.runUserCode(task, true);
    }

    /**
     * Returns the host of the base URL, for texts that people read.
     *
     * @return the host, without a port
     */
    public String host() {
        return baseUrl.host();
    }

    @Override
    public String toString() {
        return "ApiClient(" + host() + ")";
    }

    Call newCall(RequestSpec spec, String accept, CallOptions options, Attempt attempt) {
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
        request.method(spec.method, spec.body).tag(Attempt.class, attempt);
        return attempt.http.newCall(request.build());
    }

    private void authorize(Request.Builder request) {
        var value = authorization.get();
        if (value != null) {
            Headers.check("Authorization", value);
            request.header("Authorization", value);
        }
    }

    private HttpUrl url(RequestSpec spec) {
        var url = baseUrl.toHttpUrl().newBuilder().encodedPath(basePath + spec.path);
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

    Transport transport() {
        return transport;
    }

    int maxResponseBytes() {
        return maxResponseBytes;
    }

    /** Returns whether asynchronous calls are completed on threads of the SDK, and not on the user's executor. */
    boolean usesOwnThreads() {
        return ownThreads;
    }

    Duration callTimeout() {
        return callTimeout;
    }

    RetryPolicy retryPolicy() {
        return retryPolicy;
    }

    void report(CallEvent event) {
        reporter.report(event);
    }

    /** Returns a duration in nanoseconds; {@link Long#MAX_VALUE} if it is longer. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Builds a client. Not thread-safe. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder {
        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        private final Map<String, String> query = new LinkedHashMap<>();
        private List<Interceptor> interceptors = List.of();
        private @Nullable String baseUrl;
        private boolean plainHttp;
        private Supplier<@Nullable String> authorization = () -> null;
        private @Nullable OkHttpClient httpClient;
        private @Nullable Duration connectTimeout;
        private @Nullable Duration readTimeout;
        private @Nullable Duration callTimeout;
        private @Nullable Executor executor;
        private int maxResponseBytes = 64 << 20;
        private CallListener listener = event -> {};
        private RetryPolicy retryPolicy = RetryPolicy.standard();

        private Builder() {
            headers.put("User-Agent", "clerk-sdk-java");
        }

        /**
         * Sets the base URL of the API.
         *
         * @param baseUrl a URL such as {@code https://api.clerk.com/v1}; plain http is allowed for loopback only,
         *     unless {@link #allowPlainHttp()} is called
         * @return this
         */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /**
         * Allows plain http to any host: secrets are then sent in clear text.
         *
         * @return this
         */
        public Builder allowPlainHttp() {
            this.plainHttp = true;
            return this;
        }

        /**
         * Sets the source of the header {@code Authorization}.
         *
         * @param authorization called before each try, returns the whole value of the header, or null to send none
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
         * @throws IllegalArgumentException if the name or the value is not allowed in HTTP
         */
        public Builder header(String name, String value) {
            Headers.check(name, value);
            headers.put(name, value);
            return this;
        }

        /**
         * Sends a query parameter with every request that does not set the parameter.
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
         * Sets the header {@code User-Agent}.
         *
         * @param userAgent value of the header
         * @return this
         * @throws IllegalArgumentException if the value is not allowed in HTTP
         */
        public Builder userAgent(String userAgent) {
            return header("User-Agent", userAgent);
        }

        /**
         * Uses the connections and settings of an OkHttp client: its connection pool, proxy, DNS, TLS settings,
         * interceptors and timeouts. The client is not changed or closed. Its cookie jar, cache, authenticator,
         * dispatcher and own retries are not used, and redirects are not followed.
         *
         * @param httpClient the OkHttp client
         * @return this
         */
        public Builder httpClient(OkHttpClient httpClient) {
            this.httpClient = httpClient;
            return this;
        }

        /**
         * Sets the application interceptor, in place of another one.
         *
         * @param interceptor called for every request, on a thread of this client
         * @return this
         */
        public Builder interceptor(Interceptor interceptor) {
            interceptors = List.of(interceptor);
            return this;
        }

        /**
         * Sets the timeout for opening a connection. The default is 10 seconds.
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
         * Sets the timeout between two packets of a response. The default is 30 seconds.
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
         * Sets the timeout of a whole call, including retries and the waits between them. The default is the call
         * timeout of the OkHttp client, if there is one, or 60 seconds.
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
         * Sets the maximum size of the body of a response, after decompression. A call whose response is larger fails
         * with a {@link com.clerk.sdk.errors.ClerkDecodingException}. The default is 64 MB.
         *
         * @param bytes maximum size in bytes, at least 1
         * @return this
         * @throws IllegalArgumentException if the size is zero or negative
         */
        public Builder maxResponseBytes(int bytes) {
            if (bytes < 1) {
                throw new IllegalArgumentException("maxResponseBytes must be at least 1");
            }
            this.maxResponseBytes = bytes;
            return this;
        }

        /**
         * Sets the executor that completes the futures of asynchronous calls, and so runs the stages that follow them.
         * The default are daemon threads of this client. An executor that runs tasks on the calling thread, such as
         * {@code Runnable::run}, runs the stages on the threads that read responses: use the default, or a pool.
         *
         * @param executor the executor; this client does not shut it down
         * @return this
         */
        public Builder executor(Executor executor) {
            this.executor = executor;
            return this;
        }

        /**
         * Sets the listener of every try.
         *
         * @param listener called by many threads
         * @return this
         */
        public Builder listener(CallListener listener) {
            this.listener = listener;
            return this;
        }

        /**
         * Sets the policy that decides on retries. The default is {@link RetryPolicy#standard()}.
         *
         * @param retryPolicy called by many threads
         * @return this
         */
        public Builder retryPolicy(RetryPolicy retryPolicy) {
            this.retryPolicy = retryPolicy;
            return this;
        }

        /**
         * Returns the client.
         *
         * @return a client without a connection
         * @throws IllegalArgumentException if secrets must not be sent to the base URL: it is not https, has no host,
         *     or has a user name, a query or a fragment
         * @throws IllegalStateException if the base URL is not set
         */
        public ApiClient build() {
            if (baseUrl == null) {
                throw new IllegalStateException("The base URL is not set: call baseUrl(…)");
            }
            return new ApiClient(this, BaseUrl.parse(baseUrl, plainHttp));
        }

        private OkHttpSettings okHttpSettings(boolean secure) {
            return new OkHttpSettings(
                    httpClient, httpClient == null, interceptors, connectTimeout, readTimeout, secure);
        }

        private static Duration positive(String name, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(name + " must be more than zero");
            }
            return timeout;
        }
    }
}
