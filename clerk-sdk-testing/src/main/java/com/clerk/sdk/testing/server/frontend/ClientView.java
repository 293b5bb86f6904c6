package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.state.FactorTimes;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Clients and sessions as the Frontend API shows them. All JSON is copied: tokens are added outside the lock. */
final class ClientView {
    private final Instance instance;
    private final SessionTokenMinter minter;
    private final Clients clients;
    private final UserView users;
    private final SignInView signIns;
    private final SignUpView signUps;
    private final FactorTimes factors;

    ClientView(Instance instance, SessionTokenMinter minter) {
        this.instance = instance;
        this.minter = minter;
        this.clients = new Clients(instance);
        this.users = new UserView(instance);
        this.signIns = new SignInView(instance);
        this.signUps = new SignUpView(instance);
        this.factors = new FactorTimes(instance);
    }

    /** Returns a client with its active and pending sessions, the sign-in and the sign-up; JSON null for null. */
    JsonElement client(@Nullable JsonObject client, FrontendCall call) {
        if (client == null) {
            return JsonNull.INSTANCE;
        }
        var view = new JsonObject();
        view.addProperty("object", "client");
        view.add("id", client.get("id"));
        view.add(
                "sessions",
                Json.array(clients.liveSessions(client).stream()
                        .map(session -> session(session, call))
                        .toList()));
        view.add("sign_in", signIn(Json.text(client, "sign_in_id")));
        view.add("sign_up", signUp(Json.text(client, "sign_up_id")));
        var last = clients.lastActiveSession(client);
        view.add("last_active_session_id", last == null ? JsonNull.INSTANCE : last.get("id"));
        view.add("last_authentication_strategy", client.get("last_authentication_strategy"));
        view.add("cookie_expires_at", JsonNull.INSTANCE);
        view.addProperty("captcha_bypass", false);
        view.add("created_at", client.get("created_at"));
        view.add("updated_at", client.get("updated_at"));
        return view;
    }

    private JsonElement signIn(@Nullable String id) {
        var row = id == null ? null : instance.table("sign in").find(id);
        return row == null ? JsonNull.INSTANCE : signIns.of(row);
    }

    private JsonElement signUp(@Nullable String id) {
        var row = id == null ? null : instance.table("sign up").find(id);
        return row == null ? JsonNull.INSTANCE : signUps.of(row);
    }

    /** Returns a session with its user and a fresh token. */
    JsonObject session(JsonObject session, FrontendCall call) {
        var view = session.deepCopy();
        var user = instance.users().get(session.get("user_id").getAsString());
        view.remove("latest_activity");
        view.add("user", users.user(user));
        view.add("public_user_data", Memberships.publicUserData(user));
        view.add("factor_verification_age", factors.ages(session));
        view.add("last_active_token", token(session, call));
        return view;
    }

    private JsonElement token(JsonObject session, FrontendCall call) {
        if (!List.of("active", "pending").contains(String.valueOf(Json.text(session, "status")))) {
            return JsonNull.INSTANCE;
        }
        return token(session, Json.text(session, "last_active_organization_id"), call);
    }

    /** Returns a new session token for an organization, or for none; it is signed outside the lock. */
    JsonObject token(JsonObject session, @Nullable String organizationId, FrontendCall call) {
        var token = new JsonObject();
        var signed = minter.sessionToken(session, organizationId, call.origin());
        token.addProperty("object", "token");
        call.request().defer(() -> token.addProperty("jwt", signed.get()));
        return token;
    }

    /** Returns a new token of a JWT template; it is signed outside the lock. */
    JsonObject templateToken(JsonObject session, String template, RoutedRequest request) {
        var token = new JsonObject();
        var signed = minter.templateToken(session, template, new JsonObject());
        token.addProperty("object", "token");
        request.defer(() -> token.addProperty("jwt", signed.get()));
        return token;
    }

    /** Returns a session as a list of sessions shows it: with the device, without the user. */
    JsonObject withActivity(JsonObject session, @Nullable String userAgent) {
        var view = session.deepCopy();
        var activity = new JsonObject();
        activity.addProperty("object", "session_activity");
        activity.addProperty("id", "sess_activity_" + session.get("id").getAsString());
        activity.addProperty("is_mobile", String.valueOf(userAgent).contains("Mobile"));
        activity.addProperty("browser_name", browser(String.valueOf(userAgent)));
        activity.addProperty("ip_address", "127.0.0.1");
        List.of("device_type", "browser_version", "city", "country")
                .forEach(name -> activity.add(name, JsonNull.INSTANCE));
        view.add("latest_activity", activity);
        return view;
    }

    private static String browser(String userAgent) {
        return List.of("Firefox", "Edg", "Chrome", "Safari").stream()
                .filter(userAgent::contains)
                .findFirst()
                .orElse("unknown");
    }
}
