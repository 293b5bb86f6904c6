package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates and ends sessions. */
public final class Sessions {
    private static final Duration ABANDONMENT = Duration.ofDays(30);

    private static final List<String> LIVE = List.of("active", "pending");

    private final Instance instance;
    private final SessionTasks tasks;

    /** Makes the operations on the sessions of an instance. */
    public Sessions(Instance instance) {
        this.instance = instance;
        this.tasks = new SessionTasks(instance);
    }

    /**
     * Creates a session: an active one, or a pending one if the user has tasks to do.
     *
     * @param user the user, who must be allowed to sign in
     * @param organizationId the active organization, or null
     * @param clientId the client, or null for a new one that no browser or app uses
     * @throws ErrorResponseException if the user is banned or locked
     */
    public JsonObject create(JsonObject user, @Nullable String organizationId, @Nullable String clientId) {
        requireAllowed(user);
        var session = newSession(user.get("id").getAsString(), clientId);
        session.add("last_active_organization_id", Json.of(organizationId));
        tasks.settle(session);
        instance.sessions().put(session.get("id").getAsString(), session);
        user.addProperty("last_sign_in_at", instance.now());
        user.addProperty("last_active_at", instance.now());
        instance.events().publish("session.created", session);
        if ("pending".equals(Json.text(session, "status"))) {
            instance.events().publish("session.pending", session);
        }
        return session;
    }

    /**
     * Refuses a user who must not sign in.
     *
     * @throws ErrorResponseException if the user is banned or locked
     */
    public static void requireAllowed(JsonObject user) {
        for (var state : List.of("banned", "locked")) {
            if (Json.flag(user, state)) {
                throw new ErrorResponseException(403, "user_" + state, "The user is " + state + " and cannot sign in.");
            }
        }
    }

    private JsonObject newSession(String userId, @Nullable String clientId) {
        var now = instance.now();
        var session = new JsonObject();
        session.addProperty("object", "session");
        session.addProperty("id", instance.ids().id("sess_"));
        session.addProperty("user_id", userId);
        session.addProperty("client_id", clientId == null ? instance.ids().id("client_") : clientId);
        session.add("actor", JsonNull.INSTANCE);
        session.addProperty("status", "active");
        session.add("latest_activity", JsonNull.INSTANCE);
        session.add("tasks", JsonNull.INSTANCE);
        session.addProperty("last_active_at", now);
        session.addProperty(
                "expire_at", now + instance.settings().sessionLifetime().toMillis());
        session.addProperty("abandon_at", now + ABANDONMENT.toMillis());
        session.addProperty("created_at", now);
        session.addProperty("updated_at", now);
        return session;
    }

    /**
     * Returns whether a session is active or pending, after its status was brought up to date: it expires at a time, is
     * abandoned if nobody used it for long, and depends on the tasks of its user.
     */
    public boolean isLive(JsonObject session) {
        if (!LIVE.contains(String.valueOf(Json.text(session, "status")))) {
            return false;
        }
        for (var end : List.of("expire", "abandon")) {
            if (Json.number(session, end + "_at") <= instance.now()) {
                session.addProperty("status", end.equals("expire") ? "expired" : "abandoned");
                return false;
            }
        }
        tasks.settle(session);
        return true;
    }

    /** Records that a session was used now. */
    public void use(JsonObject session) {
        session.addProperty("last_active_at", instance.now());
        session.addProperty("abandon_at", instance.now() + ABANDONMENT.toMillis());
    }

    /**
     * Ends an active or pending session with a status: {@code ended}, {@code removed}, {@code revoked},
     * {@code replaced}.
     */
    public void end(JsonObject session, String status) {
        if (isLive(session)) {
            session.addProperty("status", status);
            session.addProperty("updated_at", instance.now());
            changeClient(session);
            publishEnd(session, status);
        }
    }

    private void publishEnd(JsonObject session, String status) {
        if (!status.equals("replaced")) {
            instance.events().publish("session." + status, session);
        }
    }

    /**
     * Records that a client has changed now. The time of its last change never goes back, also where the clock was
     * moved back: apps tell by it which of two answers is the later one.
     */
    public void change(JsonObject client) {
        client.addProperty("updated_at", Math.max(Json.number(client, "updated_at"), instance.now()));
    }

    /** The time of a client's last change becomes the cookie __client_uat, so it moves when a session goes. */
    private void changeClient(JsonObject session) {
        var client = instance.clients().find(session.get("client_id").getAsString());
        if (client != null) {
            change(client);
        }
    }

    /** Revokes all active and pending sessions of a user. */
    public void revokeAllOf(String userId) {
        endAllOf(userId, "revoked");
    }

    /** Ends all active and pending sessions of a user with a status. */
    public void endAllOf(String userId, String status) {
        instance.sessions().by("user_id", userId).forEach(session -> end(session, status));
    }
}
