package com.clerk.sdk.runtime.http;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the OkHttp client behind an {@link ApiClient}.
 *
 * @param given the OkHttp client of the user, or null
 * @param ownsConnections whether the connections are those of this client only
 * @param interceptors application interceptors of the user
 * @param connectTimeout overrides that of the OkHttp client, unless it is null
 * @param readTimeout overrides that of the OkHttp client, unless it is null
 * @param secure whether the base URL is https
 */
record OkHttpSettings(
        @Nullable OkHttpClient given,
        boolean ownsConnections,
        List<Interceptor> interceptors,
        @Nullable Duration connectTimeout,
        @Nullable Duration readTimeout,
        boolean secure) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final int PARALLEL_CALLS = 64;
    private static final int KEEP_ALIVE_MINUTES = 5;

    /** Returns a pool that keeps the connections of all parallel calls: OkHttp would close all but five of them. */
    static ConnectionPool newPool() {
        return new ConnectionPool(PARALLEL_CALLS, KEEP_ALIVE_MINUTES, TimeUnit.MINUTES);
    }

    /** Returns the same settings for a client with connections of its own. */
    OkHttpSettings separate() {
        return new OkHttpSettings(given, true, interceptors, connectTimeout, readTimeout, secure);
    }

    /** Returns the timeout of a whole call, unless the user sets one. */
    static Duration callTimeout(@Nullable OkHttpClient given) {
        int millis = given == null ? 0 : given.callTimeoutMillis();
        return millis == 0 ? CALL_TIMEOUT : Duration.ofMillis(millis);
    }

    /** Creates the client. Its calls run on the given threads, also if the user has handed in a client. */
    OkHttpClient create(ExecutorService threads, ConnectionHealth health) {
        var builder = given == null ? newBuilder() : given.newBuilder();
        var dispatcher = new Dispatcher(threads);
        // All calls go to one host, for which OkHttp runs five calls at a time by default.
        dispatcher.setMaxRequests(PARALLEL_CALLS);
        dispatcher.setMaxRequestsPerHost(PARALLEL_CALLS);
        if (ownsConnections) {
            builder.connectionPool(newPool());
        }
        setTimeouts(builder);
        addInterceptors(builder, health);
        return builder.dispatcher(dispatcher)
                // A cookie jar or a cache would give the answers for one user to another.
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                // The retry policy decides on every try.
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .authenticator(Authenticator.NONE)
                .build();
    }

    private OkHttpClient.Builder newBuilder() {
        var builder = new OkHttpClient.Builder()
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                .writeTimeout(READ_TIMEOUT);
        // Plain http is used for loopback only. Without a TLS connection spec, OkHttp skips the slow setup of TLS.
        return secure ? builder : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    private void setTimeouts(OkHttpClient.Builder builder) {
        if (connectTimeout != null) {
            builder.connectTimeout(withinRange(connectTimeout));
        }
        if (readTimeout != null) {
            builder.readTimeout(withinRange(readTimeout));
        }
        builder.callTimeout(Duration.ZERO); // each call measures its own time, over all tries
        if (!secure && (given == null || given.proxy() == null)) {
            // A proxy of the system would get the secrets in clear.
            builder.proxy(Proxy.NO_PROXY);
        }
    }

    /** Returns the nearest timeout that OkHttp can keep: 1 millisecond to 24.8 days. */
    private static Duration withinRange(Duration timeout) {
        if (timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            return Duration.ofMillis(Integer.MAX_VALUE);
        }
        return timeout.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : timeout;
    }

    private void addInterceptors(OkHttpClient.Builder builder, ConnectionHealth health) {
        var boundary = new CallBoundary();
        builder.interceptors().addAll(interceptors);
        if (!builder.interceptors().isEmpty()) {
            builder.interceptors().add(0, boundary);
        }
        builder.interceptors().add(boundary);
        builder.networkInterceptors().add(0, new ConnectionBoundary(health));
    }
}
