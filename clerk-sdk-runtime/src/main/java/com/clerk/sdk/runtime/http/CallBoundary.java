package com.clerk.sdk.runtime.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The application interceptor around OkHttp's own work, and around the interceptors of the user. It turns every failure
 * into an IOException, and takes another connection if the pooled one was closed before anything was sent.
 */
final class CallBoundary implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        while (true) {
            try {
                return chain.proceed(chain.request());
            } catch (UnrepeatedRefusal e) {
                return e.toResponse(chain.request());
            } catch (StaleConnectionException e) {
                // OkHttp has removed the connection from its pool, so this ends: new connections are never stale.
            } catch (IOException e) {
                throw e;
            } catch (Throwable e) { // Kotlin code can throw checked exceptions that it does not declare
                throw new UnexpectedFailure(e);
            }
        }
    }
}
