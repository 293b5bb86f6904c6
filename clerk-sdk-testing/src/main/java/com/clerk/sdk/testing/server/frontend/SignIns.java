package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.FactorTimes;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;

/** The steps of a sign-in that change its state: from the identifier to the session. */
final class SignIns {
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final Instance instance;
    private final Clients clients;
    private final SignInView view;
    private final Verifications verifications;

    SignIns(Instance instance) {
        this.instance = instance;
        this.clients = new Clients(instance);
        this.view = new SignInView(instance);
        this.verifications = new Verifications(instance);
    }

    private Table table() {
        return instance.table("sign in");
    }

    /** Starts a sign-in of a client. It replaces the one before. */
    JsonObject start(JsonObject client) {
        if (!instance.settings().severalSessions()
                && !clients.liveSessions(client).isEmpty()) {
            throw new ErrorResponseException(
                    400, "session_exists", "Somebody is signed in already. Sign out first, or allow several sessions.");
        }
        var signIn = new JsonObject();
        var id = instance.ids().id("sia_");
        signIn.addProperty("id", id);
        signIn.add("client_id", client.get("id"));
        signIn.addProperty("status", "needs_identifier");
        signIn.addProperty("abandon_at", instance.now() + LIFETIME.toMillis());
        table().removeBy("client_id", client.get("id").getAsString());
        table().put(id, signIn);
        client.addProperty("sign_in_id", id);
        return signIn;
    }

    /**
     * Returns a sign-in of a client.
     *
     * @throws ErrorResponseException with status 404 if the client does not have it
     */
    JsonObject get(JsonObject client, String id) {
        var signIn = table().find(id);
        if (signIn == null || !client.get("id").equals(signIn.get("client_id"))) {
            throw ErrorResponseException.notFound("sign in", id);
        }
        return signIn;
    }

    /** Gives up a sign-in, so that the client has none. */
    void abandon(JsonObject client, JsonObject signIn) {
        table().remove(signIn.get("id").getAsString());
        client.add("sign_in_id", JsonNull.INSTANCE);
    }

    /**
     * Finds the user of an identifier.
     *
     * @throws ErrorResponseException with status 422 if no user has it
     */
    JsonObject userOf(String identifier) {
        var key = identifier.strip().toLowerCase(Locale.ROOT);
        for (var kind : Identifications.Kind.values()) {
            var user = instance.users().firstBy(kind.field(), key);
            if (user != null) {
                return user;
            }
        }
        var user = instance.users().firstBy("username", key);
        if (user == null) {
            throw ErrorResponseException.unprocessable(
                    "form_identifier_not_found", "There is no account with this identifier.", "identifier");
        }
        return user;
    }

    /** Sets the user whom a sign-in is of. */
    void identify(JsonObject signIn, JsonObject user, String identifier) {
        signIn.addProperty("identifier", identifier);
        signIn.add("user_id", user.get("id"));
        signIn.addProperty("status", "needs_first_factor");
    }

    /**
     * Returns the user of a sign-in.
     *
     * @throws ErrorResponseException if there is no identifier yet, or the user was deleted meanwhile
     */
    JsonObject user(JsonObject signIn) {
        var id = Json.text(signIn, "user_id");
        var user = id == null ? null : instance.users().find(id);
        if (user == null) {
            throw new ErrorResponseException(
                    400,
                    "sign_in_identification_or_user_deleted",
                    "The sign-in has no user: give it an identifier, or begin again if the user was deleted.");
        }
        return user;
    }

    /** Refuses a user who must not sign in. */
    static void requireAllowed(JsonObject user) {
        if (Json.flag(user, "banned")) {
            throw new ErrorResponseException(403, "user_banned", "The user is banned.");
        }
        if (Json.flag(user, "locked")) {
            throw new ErrorResponseException(403, "user_locked", "The user is locked. Unlock it, or wait.");
        }
        if (Json.flag(user, "deprovisioned")) {
            throw new ErrorResponseException(403, "user_deactivated", "The user is deactivated.");
        }
    }

    /**
     * Records that the first factor was proved: completes the sign-in, or asks for what is still missing.
     *
     * @param client the client, which gets the session
     */
    void proveFirst(JsonObject client, JsonObject signIn, String strategy) {
        signIn.add("first", verifications.verified(strategy));
        var user = user(signIn);
        if (strategy.startsWith("reset_password")) {
            signIn.addProperty("status", "needs_new_password");
        } else if (view.needsSecond(user)) {
            signIn.addProperty("status", "needs_second_factor");
        } else {
            complete(client, signIn, user);
        }
    }

    /** Goes on after the new password was set. */
    void proveNewPassword(JsonObject client, JsonObject signIn) {
        var user = user(signIn);
        if (view.needsSecond(user)) {
            signIn.addProperty("status", "needs_second_factor");
        } else {
            complete(client, signIn, user);
        }
    }

    /** Records that the second factor was proved, and completes the sign-in. */
    void proveSecond(JsonObject client, JsonObject signIn, String strategy) {
        signIn.add("second", verifications.verified(strategy));
        var session = complete(client, signIn, user(signIn));
        new FactorTimes(instance).proveSecond(session);
    }

    /** Completes a sign-in: the client has a new session. */
    JsonObject complete(JsonObject client, JsonObject signIn, JsonObject user) {
        requireAllowed(user);
        var session = clients.signIn(client, user);
        signIn.addProperty("status", "complete");
        signIn.add("created_session_id", session.get("id"));
        client.add("sign_in_id", JsonNull.INSTANCE);
        client.add("last_authentication_strategy", strategy(signIn));
        return session;
    }

    private static JsonElement strategy(JsonObject signIn) {
        var first = Json.value(signIn, "first");
        return first == null ? JsonNull.INSTANCE : first.getAsJsonObject().get("strategy");
    }
}
