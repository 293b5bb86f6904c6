package com.clerk.sdk.runtime.spi;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Rides on a request, and remembers whether a connection was open for it: from then on Clerk may have acted on it. */
final class Sent {
    /** Tells a request that its connection is open; OkHttp calls it at that moment and not before. */
    static final Interceptor MARKER = new Marker();

    private volatile boolean connected;

    boolean isConnected() {
        return connected;
    }

    private static final class Marker implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            var sent = chain.request().tag(Sent.class);
            if (sent != null) {
                sent.connected = true;
            }
            return chain.proceed(chain.request());
        }
    }
}
