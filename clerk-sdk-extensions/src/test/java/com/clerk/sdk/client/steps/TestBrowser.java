package com.clerk.sdk.client.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A browser with cookies, as far as a sign-in through a provider needs it. It follows no redirect by itself. */
final class TestBrowser {
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Gets a URL with a new browser. */
    static HttpResponse<String> get(@Nullable String url) {
        return new TestBrowser().open(String.valueOf(url));
    }

    HttpResponse<String> open(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    /** Goes from the URL that a program opened to the provider, and returns the URL of the provider. */
    String toProvider(String url) {
        return location(open(url));
    }

    /** Answers the page of the local Clerk's provider, and returns the URL that the browser comes back to. */
    String answer(String provider, String... fields) {
        var url = URI.create(provider);
        var form = new StringBuilder(url.getRawQuery());
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&')
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        var callback = url.resolve("/v1/oauth_callback");
        return location(send(HttpRequest.newBuilder(callback)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))));
    }
}
