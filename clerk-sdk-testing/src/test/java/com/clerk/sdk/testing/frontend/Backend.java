package com.clerk.sdk.testing.frontend;

import com.clerk.sdk.testing.ClerkServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The server side of an application, which calls the Backend API. */
final class Backend {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ClerkServer server;

    Backend(ClerkServer server) {
        this.server = server;
    }

    JsonObject send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(server.apiUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + server.secretKey())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var json = JsonParser.parseString(response.body());
            var object = json.isJsonObject() ? json.getAsJsonObject() : new JsonObject();
            object.addProperty("http_status", response.statusCode());
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonObject get(String path) {
        return send("GET", path, null);
    }

    JsonObject post(String path, String body) {
        return send("POST", path, body);
    }

    /** Creates a user, and returns the id. */
    String user(String email, String password) {
        return id(post("/v1/users", "{\"email_address\":[\"" + email + "\"],\"password\":\"" + password + "\"}"));
    }

    /** Creates an organization, and returns the id. */
    String organization(String name, String creatorId) {
        return id(post("/v1/organizations", "{\"name\":\"" + name + "\",\"created_by\":\"" + creatorId + "\"}"));
    }

    String id(JsonObject created) {
        if (created.get("http_status").getAsInt() != 200) {
            throw new AssertionError(created);
        }
        return created.get("id").getAsString();
    }
}
