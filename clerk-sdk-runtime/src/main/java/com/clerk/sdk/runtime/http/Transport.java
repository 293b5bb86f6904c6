package com.clerk.sdk.runtime.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp client of an {@link ApiClient}. It is created by the first call: a client that only verifies tokens needs
 * none.
 */
final class Transport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final @Nullable OkHttpClient given;
    private final List<Interceptor> interceptors;
    private final @Nullable Duration connectTimeout;
    private final @Nullable Duration readTimeout;
    private final boolean secure;

    /** Whether threads and connections are those of this transport only, even if the client was given. */
    private final boolean separated;

    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable OkHttpClient http;
    private volatile boolean closed;
    private @Nullable Transport separate;

    Transport(ApiClient.Builder builder, boolean secure) {
        this.given = builder.httpClient();
        this.interceptors = builder.interceptors();
        this.connectTimeout = builder.connectTimeout();
        this.readTimeout = builder.readTimeout();
        this.secure = secure;
        this.separated = false;
    }

    private Transport(Transport other) {
        this.given = other.given;
        this.interceptors = other.interceptors;
        this.connectTimeout = other.connectTimeout;
        this.readTimeout = other.readTimeout;
        this.secure = other.secure;
        this.separated = true;
        this.closed = other.closed;
    }

    /**
     * Returns the transport with the same settings whose threads and connections the calls of this one never use. It is
     * closed together with this one.
     */
    Transport separate() {
        lock.lock();
        try {
            var made = separate;
            if (made == null) {
                made = new Transport(this);
                separate = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    OkHttpClient client() {
        var ready = http;
        if (ready == null || closed) {
            return create();
        }
        return ready;
    }

    private OkHttpClient create() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("This client is closed");
            }
            var made = http;
            if (made == null) {
                made = configure(given == null ? newClient() : given.newBuilder());
                http = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private static Dispatcher newDispatcher() {
        var dispatcher = new Dispatcher();
        // All calls go to one host, for which OkHttp runs five calls at a time by default.
        dispatcher.setMaxRequestsPerHost(dispatcher.getMaxRequests());
        return dispatcher;
    }

    private OkHttpClient.Builder newClient() {
        var builder = new OkHttpClient.Builder()
                .dispatcher(newDispatcher())
                .connectTimeout(CONNECT_TIMEOUT)
                .readTimeout(READ_TIMEOUT)
                .writeTimeout(READ_TIMEOUT);
        // Plain http is used for loopback only. Without a TLS connection spec, OkHttp skips the slow setup of TLS.
        return secure ? builder : builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    private OkHttpClient configure(OkHttpClient.Builder builder) {
        if (separated && given != null) {
            builder.dispatcher(newDispatcher()).connectionPool(new ConnectionPool());
        }
        if (connectTimeout != null) {
            builder.connectTimeout(connectTimeout);
        }
        if (readTimeout != null) {
            builder.readTimeout(readTimeout);
        }
        for (var interceptor : interceptors) {
            builder.addInterceptor(interceptor);
        }
        return builder.followRedirects(false)
                .followSslRedirects(false)
                .addNetworkInterceptor(ConnectionTracker.MARKER)
                .build();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            var made = http;
            if (made != null && (given == null || separated)) {
                made.dispatcher().executorService().shutdown();
                made.connectionPool().evictAll();
            }
            if (separate != null) {
                separate.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
