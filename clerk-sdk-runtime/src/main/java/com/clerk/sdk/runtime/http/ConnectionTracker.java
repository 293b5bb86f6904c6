package com.clerk.sdk.runtime.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Records whether a connection was open for a request: from then on Clerk may have acted on it. A tag of the request.
 */
final class ConnectionTracker {
    /**
     * Marks the request as connected. OkHttp calls network interceptors once the connection is open, and not earlier.
     */
    static final Interceptor MARKER = new Marker();

    private volatile boolean connected;

    boolean isConnected() {
        return connected;
    }

    private static final class Marker implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            var tracker = chain.request().tag(ConnectionTracker.class);
            if (tracker != null) {
                tracker.connected = true;
            }
            return chain.proceed(chain.request());
        }
    }
}
