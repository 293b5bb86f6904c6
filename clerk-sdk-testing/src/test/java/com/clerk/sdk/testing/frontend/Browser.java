package com.clerk.sdk.testing.frontend;

import com.clerk.sdk.testing.ClerkServer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Speaks to the server as Clerk's browser code does: forms, methods in the query, a development browser, cookies. */
final class Browser {
    static final String ORIGIN = "http://localhost:8080";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final Map<String, String> cookies = new TreeMap<>();
    private String devBrowser;

    private Browser(String url) {
        this.url = url;
    }

    /** Returns a browser on which Clerk's code was loaded for the first time. */
    static Browser open(ClerkServer server) {
        var browser = without(server);
        browser.devBrowser = browser.post("/v1/dev_browser").text("id");
        return browser;
    }

    /** Returns a browser of a production instance, which is known by a cookie. */
    static Browser without(ClerkServer server) {
        return new Browser(server.frontendApiUrl());
    }

    /** A response and shortcuts to its JSON. */
    record Result(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonObject object() {
            return JsonParser.parseString(response.body()).getAsJsonObject();
        }

        String text(String name) {
            return object().get(name).getAsString();
        }

        JsonObject resource() {
            return object().getAsJsonObject("response");
        }

        String id() {
            return resource().get("id").getAsString();
        }

        String state() {
            return resource().get("status").getAsString();
        }

        JsonObject client() {
            return object().getAsJsonObject("client");
        }

        /** Returns the only session of the client. */
        JsonObject session() {
            var sessions = client().getAsJsonArray("sessions");
            if (sessions.size() != 1) {
                throw new AssertionError("The client has " + sessions.size() + " sessions");
            }
            return sessions.get(0).getAsJsonObject();
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

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        Result ok() {
            if (status() != 200) {
                throw new AssertionError(status() + " " + response.body());
            }
            return this;
        }
    }

    Browser withDevBrowser(String id) {
        devBrowser = id;
        return this;
    }

    Browser cookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    String devBrowser() {
        return devBrowser;
    }

    Map<String, String> cookies() {
        return cookies;
    }

    Result get(String path, String... query) {
        return send(request(path, "", query).GET());
    }

    Result post(String path, String... form) {
        return send(request(path, "").POST(BodyPublishers.ofString(encode(form))));
    }

    /** Sends another method than GET and POST as Clerk's browser code does: in the query. */
    Result override(String method, String path, String... form) {
        return send(request(path, method).POST(BodyPublishers.ofString(encode(form))));
    }

    HttpRequest.Builder request(String path, String method, String... query) {
        var all = new LinkedHashMap<String, String>();
        for (var i = 0; i < query.length; i += 2) {
            all.put(query[i], query[i + 1]);
        }
        if (!method.isEmpty()) {
            all.put("_method", method);
        }
        if (devBrowser != null) {
            all.put("__clerk_db_jwt", devBrowser);
        }
        all.put("_clerk_js_version", "6.40.0");
        var parts = new String[2 * all.size()];
        var i = 0;
        for (var entry : all.entrySet()) {
            parts[i++] = entry.getKey();
            parts[i++] = entry.getValue();
        }
        var request = HttpRequest.newBuilder(URI.create(url + path + "?" + encode(parts)))
                .timeout(Duration.ofSeconds(60))
                .header("Origin", ORIGIN)
                .header("Content-Type", "application/x-www-form-urlencoded");
        if (!cookies.isEmpty()) {
            var header = new StringBuilder();
            cookies.forEach((name, value) -> header.append(header.isEmpty() ? "" : "; ")
                    .append(name)
                    .append('=')
                    .append(value));
            request.header("Cookie", header.toString());
        }
        return request;
    }

    static String encode(String... form) {
        var text = new StringBuilder();
        for (var i = 0; i < form.length; i += 2) {
            text.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(form[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    Result send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("set-cookie").forEach(this::keep);
            return new Result(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        var pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
        cookies.put(pair[0], pair[1]);
    }

    /** Follows a link: a navigation, which sends no origin. */
    Result navigate(String link) {
        var request = HttpRequest.newBuilder(URI.create(link)).timeout(Duration.ofSeconds(60));
        return send(request.GET());
    }

    /** Signs up, and returns the response to the last step. */
    Result signUp(String email, String password) {
        var id = post("/v1/client/sign_ups", "email_address", email, "password", password)
                .ok()
                .id();
        var one = "/v1/client/sign_ups/" + id;
        post(one + "/prepare_verification", "strategy", "email_code").ok();
        return post(one + "/attempt_verification", "strategy", "email_code", "code", "424242")
                .ok();
    }

    /** Signs in by password. */
    Result signIn(String identifier, String password) {
        return post("/v1/client/sign_ins", "identifier", identifier, "password", password, "strategy", "password");
    }
}
