package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Sessions;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clients and their sessions. */
final class Clients {
    private final Instance instance;
    private final Sessions sessions;

    Clients(Instance instance) {
        this.instance = instance;
        this.sessions = new Sessions(instance);
    }

    /** Makes a client without sessions. */
    static JsonObject create(Instance instance) {
        var client = new JsonObject();
        var id = instance.ids().id("client_");
        client.addProperty("object", "client");
        client.addProperty("id", id);
        for (var name : List.of("sign_in_id", "sign_up_id", "last_active_session_id", "last_authentication_strategy")) {
            client.add(name, JsonNull.INSTANCE);
        }
        client.addProperty("created_at", instance.now());
        client.addProperty("updated_at", instance.now());
        instance.clients().put(id, client);
        new IdleClients(instance).clientAdded();
        return client;
    }

    /** Returns the active and pending sessions of a client, in the order they were created. */
    List<JsonObject> liveSessions(JsonObject client) {
        return instance.sessions().by("client_id", client.get("id").getAsString()).stream()
                .filter(sessions::isLive)
                .toList();
    }

    /** Returns an active or pending session of a client, or null. */
    @Nullable
    JsonObject liveSession(JsonObject client, @Nullable String id) {
        return liveSessions(client).stream()
                .filter(session -> Objects.equals(id, Json.text(session, "id")))
                .findFirst()
                .orElse(null);
    }

    /** Returns the session that the client used last, else its first; null if it has none that is active or pending. */
    @Nullable
    JsonObject lastActiveSession(JsonObject client) {
        var last = liveSession(client, Json.text(client, "last_active_session_id"));
        return last != null ? last : liveSessions(client).stream().findFirst().orElse(null);
    }

    /** Creates a session of a client, and makes it the one used last. */
    JsonObject signIn(JsonObject client, JsonObject user) {
        if (isNewDevice(client, user)) {
            new Messages(instance).tell(user, "new_device_sign_in");
        }
        if (!instance.settings().severalSessions()) {
            liveSessions(client).forEach(session -> sessions.end(session, "replaced"));
        }
        var session = sessions.create(user, null, client.get("id").getAsString());
        client.add("last_active_session_id", session.get("id"));
        sessions.change(client);
        return session;
    }

    /** Returns whether a user who has signed in before does so by this client for the first time. */
    private boolean isNewDevice(JsonObject client, JsonObject user) {
        var userId = user.get("id").getAsString();
        return instance.sessions().firstBy("user_id", userId) != null
                && instance.sessions().by("client_id", client.get("id").getAsString()).stream()
                        .noneMatch(session -> userId.equals(Json.text(session, "user_id")));
    }

    /** Ends a session of a client with a status. If it was the one used last, the first of the others is used next. */
    void end(JsonObject client, JsonObject session, String status) {
        sessions.end(session, status);
        sessions.change(client);
        if (liveSession(client, Json.text(client, "last_active_session_id")) == null) {
            var next = liveSessions(client).stream().findFirst().map(one -> one.get("id"));
            client.add("last_active_session_id", next.orElse(JsonNull.INSTANCE));
        }
    }

    /** Ends all sessions of a client, and gives up its sign-in and sign-up. */
    void endAll(JsonObject client) {
        liveSessions(client).forEach(session -> sessions.end(session, "removed"));
        sessions.change(client);
        for (var name : List.of("last_active_session_id", "sign_in_id", "sign_up_id")) {
            client.add(name, JsonNull.INSTANCE);
        }
    }
}
