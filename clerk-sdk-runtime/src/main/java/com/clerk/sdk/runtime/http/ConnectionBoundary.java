package com.clerk.sdk.runtime.http;

import java.io.IOException;
import java.net.ProtocolException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The network interceptor between OkHttp and a connection. It records that a connection was open for a request: from
 * then on Clerk may have acted on it. It refuses connections that the server has closed, and malformed responses.
 */
final class ConnectionBoundary implements Interceptor {
    private final ConnectionHealth health;

    ConnectionBoundary(ConnectionHealth health) {
        this.health = health;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var connection = chain.connection();
        // The request of the call, since an interceptor may have sent another one without the tag.
        var attempt = chain.call().request().tag(Attempt.class);
        if (connection == null || attempt == null) {
            return chain.proceed(chain.request());
        }
        attempt.setConnection(null);
        health.check(connection, chain.request().method());
        attempt.setConnection(connection);
        var response = proceed(chain);
        health.recordAnswer(connection);
        check(response);
        return UnrepeatedRefusal.check(response);
    }

    private static Response proceed(Chain chain) throws IOException {
        try {
            return chain.proceed(chain.request());
        } catch (RuntimeException e) {
            throw new UnexpectedFailure(e);
        }
    }

    private static void check(Response response) throws IOException {
        if (response.body().contentLength() < -1) {
            throw new ProtocolException("negative content length");
        }
        checkValues(response.headers());
    }

    // RFC 9113 section 8.2.1, RFC 9112 section 2.2: such a value would split the headers of those who pass it on.
    private static void checkValues(Headers headers) throws IOException {
        for (int i = 0; i < headers.size(); i++) {
            var value = headers.value(i);
            for (int j = 0; j < value.length(); j++) {
                char c = value.charAt(j);
                if (c == '\r' || c == '\n' || c == 0) {
                    throw new ProtocolException("header with a line break");
                }
            }
        }
    }
}
