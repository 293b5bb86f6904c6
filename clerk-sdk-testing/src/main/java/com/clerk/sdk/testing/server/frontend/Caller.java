package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Cookies;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the browser or app of a request, and its client. A browser of a development instance names itself by
 * {@code __clerk_db_jwt} in the query, any other by the cookie {@code __client}; an app sends its client token in the
 * header {@code Authorization}.
 */
final class Caller {
    static final String DEV_BROWSER = "dev browser";
    static final String CLIENT_TOKEN = "client token";
    private static final int KEPT_TOKENS = 50;
    private static final String COOKIE = "__client";

    private final Instance instance;
    private final boolean isNative;
    private final @Nullable String devBrowser;
    private final @Nullable String sentToken;
    private final Map<String, String> responseHeaders = new TreeMap<>();
    private @Nullable JsonObject client;

    private Caller(Instance instance, boolean isNative, @Nullable String devBrowser, @Nullable String sentToken) {
        this.instance = instance;
        this.isNative = isNative;
        this.devBrowser = devBrowser;
        this.sentToken = sentToken;
    }

    /**
     * Finds the caller of a request.
     *
     * @param isHandshake whether an unknown development browser counts as a new one; a browser shows the response to a
     *     handshake to its user, so it is never an error
     * @throws ErrorResponseException if the development browser is unknown, or the headers contradict each other
     */
    static Caller of(ServerRequest request, Instance instance, boolean isHandshake) {
        var authorization = request.header("authorization");
        var nativeFlag = request.query().get("_is_native");
        if (authorization != null || (nativeFlag != null && !nativeFlag.get(0).equals("0"))) {
            return ofApp(request, instance, authorization);
        }
        return ofBrowser(request, instance, isHandshake);
    }

    private static Caller ofApp(ServerRequest request, Instance instance, @Nullable String authorization) {
        if (!instance.settings().nativeApi()) {
            throw new ErrorResponseException(
                    400,
                    "native_api_disabled",
                    "The Native API is off in this instance. Switch it on: ClerkServer.builder().nativeApi(true).");
        }
        if (authorization != null && request.header("origin") != null) {
            throw new ErrorResponseException(
                    400,
                    "origin_authorization_headers_conflict",
                    "The request has both Origin and Authorization. Browsers send the first, apps the second.");
        }
        var token = withoutScheme(authorization);
        var caller = new Caller(instance, true, null, token);
        caller.client = caller.clientOf(token);
        if (caller.client == null) {
            // Clerk gives an app whose token it does not know a new client, with status 200.
            caller.requireClient();
        } else if (instance.settings().rotateAlways()) {
            caller.sendToken();
        }
        return caller;
    }

    private static @Nullable String withoutScheme(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var token = authorization.startsWith("Bearer") ? authorization.substring("Bearer".length()) : authorization;
        return token.isBlank() ? null : token.strip();
    }

    private static Caller ofBrowser(ServerRequest request, Instance instance, boolean isHandshake) {
        var cookie = Cookies.of(request).get(COOKIE);
        var named = request.query().get("__clerk_db_jwt");
        var devBrowser = named == null || named.get(0).isEmpty() ? null : named.get(0);
        if (isHandshake && devBrowser == null) {
            devBrowser = newDevBrowser(instance);
        }
        var caller = new Caller(instance, false, devBrowser, null);
        caller.client = caller.clientOf(cookie);
        if (devBrowser != null) {
            caller.findByDevBrowser(devBrowser, isHandshake);
        }
        return caller;
    }

    /** Makes a development browser that has no client yet, and returns its id. */
    static String newDevBrowser(Instance instance) {
        var id = instance.ids().id("dvb_");
        instance.table(DEV_BROWSER).put(id, new JsonObject());
        new IdleClients(instance).devBrowserAdded();
        return id;
    }

    private void findByDevBrowser(String id, boolean isHandshake) {
        var row = instance.table(DEV_BROWSER).find(id);
        if (row == null && !isHandshake) {
            throw new ErrorResponseException(
                    401,
                    "dev_browser_unauthenticated",
                    "This development browser is not known. Delete the cookie __clerk_db_jwt, or let Clerk's browser"
                            + " code make another.");
        }
        if (row == null) {
            row = new JsonObject();
            instance.table(DEV_BROWSER).put(id, row);
            new IdleClients(instance).devBrowserAdded();
        }
        var own = Json.text(row, "client_id");
        if (own != null) {
            client = instance.clients().find(own);
        } else if (client != null) {
            // A server's handshake names a new development browser: it is the one that has this cookie.
            row.add("client_id", client.get("id"));
        }
    }

    private @Nullable JsonObject clientOf(@Nullable String token) {
        var row = token == null ? null : instance.table(CLIENT_TOKEN).find(token);
        return row == null ? null : instance.clients().find(row.get("client_id").getAsString());
    }

    /** Returns whether this is an app, not a browser. */
    boolean isNative() {
        return isNative;
    }

    /** Returns the id of the development browser, or null if the request has none. */
    @Nullable
    String devBrowser() {
        return devBrowser;
    }

    /** Returns the client, or null if the browser has none yet. */
    @Nullable
    JsonObject client() {
        return client;
    }

    /** Returns the client. A browser that has none gets a new one. */
    JsonObject requireClient() {
        if (client == null) {
            client = Clients.create(instance);
            if (devBrowser == null) {
                sendToken();
            } else {
                Objects.requireNonNull(instance.table(DEV_BROWSER).find(devBrowser))
                        .add("client_id", client.get("id"));
            }
        }
        return client;
    }

    /** Makes another client the one of this caller, under a new token; the tokens before it name no client any more. */
    void become(JsonObject other) {
        client = other;
        if (sentToken != null) {
            instance.table(CLIENT_TOKEN).remove(sentToken);
        }
        var id = other.get("id").getAsString();
        instance.table(CLIENT_TOKEN).removeBy("client_id", id);
        sendToken();
    }

    private void sendToken() {
        var token = newToken(instance, requireClient());
        if (isNative) {
            responseHeaders.put("Authorization", token);
        } else {
            responseHeaders.put(
                    "Set-Cookie", COOKIE + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
        }
    }

    /** Makes a client token, which names a client in the header {@code Authorization} or in the cookie. */
    static String newToken(Instance instance, JsonObject client) {
        var token = instance.ids().key("client_token_");
        var row = new JsonObject();
        row.add("client_id", client.get("id"));
        instance.table(CLIENT_TOKEN).put(token, row);
        instance.table(CLIENT_TOKEN).keepLast("client_id", client.get("id").getAsString(), KEPT_TOKENS);
        return token;
    }

    /** Makes a development browser that has a client, and returns its id. */
    static String newDevBrowser(Instance instance, JsonObject client) {
        var id = newDevBrowser(instance);
        instance.table(DEV_BROWSER).get(id).add("client_id", client.get("id"));
        return id;
    }

    /** Returns the headers that the response must carry. */
    Map<String, String> responseHeaders() {
        return responseHeaders;
    }
}
