package com.clerk.sdk.testing.frontend;

import com.clerk.sdk.testing.ClerkServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Speaks to the server as an app does that is not a browser: with a client token in Authorization. */
final class App {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ClerkServer server;
    private String token;

    App(ClerkServer server) {
        this.server = server;
    }

    App withToken(String given) {
        token = given;
        return this;
    }

    String token() {
        return token;
    }

    Browser.Result get(String path) {
        return send(request(path).GET());
    }

    Browser.Result post(String path, String... form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Browser.encode(form))));
    }

    HttpRequest.Builder request(String path) {
        var url = server.frontendApiUrl() + path + (path.contains("?") ? "&" : "?") + "_is_native=true";
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        return token == null ? request : request.header("Authorization", token);
    }

    /** Sends a request, and keeps the token of the response. */
    Browser.Result send(HttpRequest.Builder request) {
        try {
            var result = new Browser.Result(HTTP.send(request.build(), BodyHandlers.ofString()));
            var next = result.header("authorization");
            token = next == null ? token : next;
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
