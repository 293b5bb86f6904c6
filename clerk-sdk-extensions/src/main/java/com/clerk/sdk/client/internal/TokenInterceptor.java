package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkException;
import java.io.IOException;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Signs the program's own requests to its servers with a session token. A request that is refused with 401 is sent once
 * more, with another token, if its body can be repeated. Requests to other servers pass unchanged. Thread-safe.
 */
public final class TokenInterceptor implements Interceptor {
    private static final int UNAUTHORIZED = 401;

    private final ActingUser user;
    private final Origins origins;

    /**
     * Creates an interceptor.
     *
     * @param user the source of the tokens
     * @param origins origins of the servers that get tokens, such as {@code https://api.example.com}
     * @throws IllegalArgumentException if no origin is given, or a text is not an origin over https or loopback
     */
    public TokenInterceptor(ActingUser user, Set<String> origins) {
        this.user = user;
        this.origins = new Origins(origins);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        if (!origins.contains(request.url()) || request.header("Authorization") != null) {
            return chain.proceed(request);
        }
        var token = token();
        if (token == null) {
            throw new IOException("No user is signed in, or a task is pending: there is no session token");
        }
        var response = chain.proceed(signed(request, token));
        var body = request.body();
        if (response.code() != UNAUTHORIZED || (body != null && body.isOneShot())) {
            return response;
        }
        var other = user.tokenInPlaceOf(token);
        if (other == null) {
            return response;
        }
        response.close();
        return chain.proceed(signed(request, other));
    }

    private @Nullable String token() throws IOException {
        try {
            return user.token();
        } catch (ClerkException | IllegalStateException e) { // the latter from a closed client
            // OkHttp expects no other kind of exception from an interceptor.
            throw new IOException("There is no session token: " + e.getMessage(), e);
        }
    }

    private static Request signed(Request request, String token) {
        return request.newBuilder().header("Authorization", "Bearer " + token).build();
    }
}
