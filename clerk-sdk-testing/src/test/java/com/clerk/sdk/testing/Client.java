package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A plain HTTP client of the server under test, independent of the SDK. */
final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ClerkServer server;

    Client(ClerkServer server) {
        this.server = server;
    }

    /** A response and shortcuts to its JSON. */
    record Result(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonElement body() {
            return JsonParser.parseString(response.body());
        }

        JsonObject object() {
            return body().getAsJsonObject();
        }

        String text(String name) {
            return object().get(name).getAsString();
        }

        JsonObject error() {
            return object().getAsJsonArray("errors").get(0).getAsJsonObject();
        }

        String code() {
            return error().get("code").getAsString();
        }

        String parameter() {
            return error().getAsJsonObject("meta").get("param_name").getAsString();
        }
    }

    Result get(String path) {
        return send("GET", path, null);
    }

    Result post(String path, String body) {
        return send("POST", path, body);
    }

    Result patch(String path, String body) {
        return send("PATCH", path, body);
    }

    Result put(String path, String body) {
        return send("PUT", path, body);
    }

    Result delete(String path) {
        return send("DELETE", path, null);
    }

    Result send(String method, String path, String body) {
        return send(request(method, path, body).header("Authorization", "Bearer " + server.secretKey()));
    }

    HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(server.apiUrl() + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Result send(HttpRequest.Builder request) {
        try {
            return new Result(HTTP.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String createUser(String email) {
        return created(post("/v1/users", "{\"email_address\":[\"" + email + "\"]}"));
    }

    String createOrganization(String name) {
        return created(post("/v1/organizations", "{\"name\":\"" + name + "\"}"));
    }

    private static String created(Result result) {
        if (result.status() != 200) {
            throw new AssertionError(result.status() + " " + result.response().body());
        }
        return result.text("id");
    }
}
