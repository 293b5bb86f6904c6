package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.frontend.wire.Cookies;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls the Frontend API for one browser, as an app does: with the client token, which is in the browser's cookie
 * {@code __client}. So the forms have the same state and the same rules as Clerk's browser code.
 */
final class FrontendClient {
    private static final String COOKIE = "__client";
    private static final String DEV_BROWSER = "__clerk_db_jwt";

    private final Function<ServerRequest, ServerResponse> api;
    private final String host;
    private @Nullable String token;
    private @Nullable String devBrowser;
    private boolean isNewToken;

    FrontendClient(Function<ServerRequest, ServerResponse> api, ServerRequest browser) {
        this.api = api;
        this.host = String.valueOf(browser.header("host"));
        this.token = Cookies.of(browser).get(COOKIE);
        this.devBrowser = Cookies.of(browser).get(DEV_BROWSER);
    }

    /** A response: a resource, or the text of an error. */
    record Result(JsonObject json, @Nullable String error) {
        JsonObject resource() {
            return Json.object(json, "response");
        }
    }

    /** Returns whether the browser has said who it is. */
    boolean isKnown() {
        return token != null || devBrowser != null;
    }

    /** Returns the development browser that Clerk's components made, or null. It may be one of another server. */
    @Nullable
    String devBrowser() {
        return devBrowser;
    }

    /** Replaces the client of the browser. */
    void become(String clientToken) {
        token = clientToken;
        isNewToken = true;
    }

    Result get(String path) {
        return send("GET", path, "");
    }

    Result delete(String path) {
        return send("DELETE", path, "");
    }

    Result post(String path, Map<String, String> form) {
        var body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Result send(String method, String path, String body) {
        var headers = new TreeMap<String, List<String>>();
        var browser = token == null ? devBrowser : null;
        headers.put("host", List.of(host));
        headers.put("content-type", List.of("application/x-www-form-urlencoded"));
        if (token != null) {
            headers.put("authorization", List.of(token));
        }
        var response = api.apply(new ServerRequest(
                method,
                path,
                Stream.of(path.substring(1).split("/")).toList(),
                browser == null ? Map.of("_is_native", List.of("1")) : Map.of(DEV_BROWSER, List.of(browser)),
                headers,
                body.getBytes(StandardCharsets.UTF_8)));
        if (browser != null && response.status() == 401) {
            // All programs on this machine share the cookies of localhost: it is one of another server.
            devBrowser = null;
            return send(method, path, body);
        }
        var next = response.headers().get("Authorization");
        if (next != null && !next.isEmpty()) {
            become(next);
        }
        var json =
                Json.parse(new String(response.body(), StandardCharsets.UTF_8)).getAsJsonObject();
        return new Result(json, response.status() < 400 ? null : message(json));
    }

    private static String message(JsonObject json) {
        return Json.objects(json, "errors").stream()
                .map(error -> String.valueOf(Json.text(error, "long_message")))
                .collect(Collectors.joining(" "));
    }

    /** Returns a response that also tells the browser who it is, if that has changed. */
    ServerResponse withCookie(ServerResponse response) {
        return isNewToken
                ? response.withHeader(
                        "Set-Cookie", COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000")
                : response;
    }
}
