package com.clerk.sdk.client.internal;

import com.clerk.sdk.runtime.http.BaseUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests of the program by the HTTP client of the JDK, with a session token. A request that is refused with 401
 * is sent once more, with another token. Thread-safe.
 */
public final class TokenSender {
    private static final int UNAUTHORIZED = 401;

    private final ActingUser user;

    /**
     * Creates a sender.
     *
     * @param user the source of the tokens
     */
    public TokenSender(ActingUser user) {
        this.user = user;
    }

    /**
     * Sends a request over the network and waits for the response.
     *
     * @param http the HTTP client
     * @param request the request
     * @param handler handles the body of the response
     * @return the response
     * @param <T> type of the body
     * @throws IOException if the request fails, or nobody is signed in
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the token could go to a server that the program did not name
     */
    public <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        requireSafe(http, request);
        var token = user.token();
        if (token == null) {
            throw new IOException("No user is signed in, or a task is pending: there is no session token");
        }
        var response = http.send(signed(request, token), handler);
        if (response.statusCode() != UNAUTHORIZED) {
            return response;
        }
        var other = user.tokenInPlaceOf(token);
        if (other == null) {
            return response;
        }
        close(response.body());
        return http.send(signed(request, other), handler);
    }

    /** Closes a body that nobody gets: an open one would hold its connection. */
    private static void close(@Nullable Object body) throws InterruptedException {
        if (body instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // The response is given up in any case.
            }
        }
    }

    private static void requireSafe(HttpClient http, HttpRequest request) {
        if (http.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("This HTTP client follows redirects, and would send the session token to"
                    + " the server that a redirect names. Build it with followRedirects(Redirect.NEVER)");
        }
        var url = request.uri();
        BaseUrl.checkSecure(url.getScheme() + "://" + url.getRawAuthority());
    }

    private static HttpRequest signed(HttpRequest request, String token) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader("Authorization", "Bearer " + token)
                .build();
    }
}
