package com.clerk.sdk.spring.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that follows no redirect and keeps no cookie. */
public final class Http {

    private Http() {}

    /** A response. */
    public record Response(int status, HttpResponse<String> raw) {
        public String body() {
            return raw.body();
        }

        public @Nullable String first(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        public List<String> all(String name) {
            return raw.headers().allValues(name);
        }
    }

    /** Sends a request with headers such as {@code "Accept: text/html"}. */
    public static Response send(int port, String method, String target, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (var header : headers) {
            int colon = header.indexOf(": ");
            request.header(header.substring(0, colon), header.substring(colon + 2));
        }
        try {
            // Each request has a client of its own, and so a new connection: Reactor Netty before 1.3.8 may leave a
            // request
            // on a used one unread (reactor-netty issue 4361).
            var client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
