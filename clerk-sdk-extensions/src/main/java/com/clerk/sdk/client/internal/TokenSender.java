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
 * is sent once more, with another token. A request with an {@code Authorization} of its own is sent unchanged.
 * Thread-safe.
 */
public final class TokenSender {
    private final RequestTokens tokens;

    /**
     * Creates a sender.
     *
     * @param sessions the source of the tokens
     */
    public TokenSender(SessionManager sessions) {
        this.tokens = new RequestTokens(sessions);
    }

    /**
     * Sends a request over the network and waits for the response.
     *
     * @param http the HTTP client
     * @param request the request
     * @param handler handles the body of the response
     * @return the response
     * @param <T> type of the body
     * @throws IOException if the request fails, or if there is no session token
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the token could go to a server that the program did not name
     */
    public <T> HttpResponse<T> send(HttpClient http, HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        if (request.headers().firstValue("Authorization").isPresent()) {
            return http.send(request, handler);
        }
        requireSafe(http, request);
        var token = token();
        var response = http.send(signed(request, token), handler);
        var other = tokens.tokenAfter(response.statusCode(), token);
        if (other == null) {
            return response;
        }
        close(response.body());
        return http.send(signed(request, other), handler);
    }

    private String token() throws IOException, InterruptedException {
        try {
            return tokens.token();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException)
                        new InterruptedException("interrupted while waiting for a session token").initCause(e);
            }
            throw e;
        }
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
                .setHeader("Authorization", RequestTokens.authorization(token))
                .build();
    }
}
