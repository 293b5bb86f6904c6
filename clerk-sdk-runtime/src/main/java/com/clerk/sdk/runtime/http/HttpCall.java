package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.ApiResponse;
import com.clerk.sdk.runtime.CallOptions;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call over HTTP. Immutable. */
final class HttpCall<T extends @Nullable Object> implements ApiCall<T> {
    private final ApiClient client;
    private final RequestSpec spec;
    private final Decoder<T> decoder;
    private final CallOptions options;

    HttpCall(ApiClient client, RequestSpec spec, Decoder<T> decoder, CallOptions options) {
        this.client = client;
        this.spec = spec;
        this.decoder = decoder;
        this.options = options;
    }

    @Override
    public T execute() {
        return decode(exchange().run());
    }

    @Override
    public ApiResponse<T> executeRaw() {
        var response = exchange().run();
        return ApiResponse.of(response.status, response.headers.toMultimap(), decode(response));
    }

    @Override
    public CompletableFuture<T> executeAsync() {
        try {
            return new AsyncExchange<>(this, client).start();
        } catch (RuntimeException e) { // the client is closed
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public ApiCall<T> with(CallOptions options) {
        return new HttpCall<>(client, spec, decoder, options);
    }

    @Override
    public String operation() {
        return spec.operation;
    }

    @Override
    public String toString() {
        return "ApiCall(" + spec.operation + ")";
    }

    Exchange exchange() {
        return new Exchange(client, spec, decoder, options);
    }

    T decode(BufferedResponse response) {
        try {
            return decoder.decode(response, this);
        } catch (ClerkException e) {
            throw e;
        } catch (RuntimeException e) {
            // Its message may quote the response.
            var problem = "the response could not be read (" + e.getClass().getSimpleName() + ")";
            var failure = new ClerkDecodingException(problem, "$", spec.operation);
            failure.setStackTrace(e.getStackTrace());
            throw failure;
        }
    }

    /** Returns the exception for an error response, whatever its status. */
    ClerkApiException refusal(BufferedResponse response) {
        return spec.refusal(response);
    }

    @Nullable
    String query(String name) {
        return spec.query(name);
    }

    ApiCall<T> withQuery(String name, String value) {
        return new HttpCall<>(client, spec.withQuery(name, value), decoder, options);
    }

    HttpCall<T> withoutQuery(String name) {
        return new HttpCall<>(client, spec.withoutQuery(name), decoder, options);
    }
}
