package com.clerk.sdk.client.internal;

import java.io.IOException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Signs the program's own requests to its servers with a session token. A request that is refused with 401 is sent once
 * more, with another token, if its body can be repeated. Requests to other servers pass unchanged. Thread-safe.
 */
public final class TokenInterceptor implements Interceptor {
    private final RequestTokens tokens;
    private final Origins origins;

    /**
     * Creates an interceptor.
     *
     * @param sessions the source of the tokens
     * @param origins origins of the servers that get tokens, such as {@code https://api.example.com}
     * @throws IllegalArgumentException if no origin is given, or a text is not an origin over https or loopback
     */
    public TokenInterceptor(SessionManager sessions, Set<String> origins) {
        this.tokens = new RequestTokens(sessions);
        this.origins = new Origins(origins);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        if (!origins.contains(request.url()) || request.header("Authorization") != null) {
            return chain.proceed(request);
        }
        var token = tokens.token();
        var response = chain.proceed(signed(request, token));
        var body = request.body();
        boolean once = body != null && body.isOneShot();
        var other = once ? null : tokens.tokenAfter(response.code(), token);
        if (other == null) {
            return response;
        }
        response.close();
        return chain.proceed(signed(request, other));
    }

    private static Request signed(Request request, String token) {
        return request.newBuilder()
                .header("Authorization", RequestTokens.authorization(token))
                .build();
    }
}
