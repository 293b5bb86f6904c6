package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The operations on the user who is signed in, except those on addresses, factors and organizations. */
final class MeResource {
    private final Instance instance;
    private final UserView view;
    private final ClientView clientView;
    private final Users users;
    private final Sessions sessions;
    private final Pictures pictures;

    MeResource(Instance instance, ClientView clientView, Pictures pictures) {
        this.instance = instance;
        this.view = new UserView(instance);
        this.clientView = clientView;
        this.users = new Users(instance);
        this.sessions = new Sessions(instance);
        this.pictures = pictures;
    }

    void registerIn(FrontendApi api) {
        api.add("GET /v1/me", call -> view.user(call.user()));
        api.add("PATCH /v1/me", this::update);
        api.add("DELETE /v1/me", this::delete);
        api.add("PATCH /v1/me/metadata", this::updateMetadata);
        api.add("POST /v1/me/profile_image", this::setImage);
        api.add("DELETE /v1/me/profile_image", this::removeImage);
        api.addBare("GET /v1/me/sessions", call -> sessions(call, false));
        api.addBare("GET /v1/me/sessions/active", call -> sessions(call, true));
        api.add("POST /v1/me/sessions/{session_id}/revoke", this::revoke);
    }

    private JsonElement update(FrontendCall call) {
        var user = call.user();
        var form = call.form();
        var address = Messages.primaryAddress(user);
        check(user, form);
        for (var name : List.of("first_name", "last_name", "username")) {
            if (form.has(name)) {
                user.add(name, Json.of(form.trimmed(name)));
            }
        }
        for (var kind : Identifications.Kind.values()) {
            var name = "primary_" + kind.field() + "_id";
            if (form.text(name) != null) {
                user.addProperty(name, form.text(name));
            }
        }
        var metadata = form.object("unsafe_metadata");
        if (metadata != null) {
            user.add("unsafe_metadata", metadata);
        }
        new Messages(instance).tellOfChange(address, user);
        return view.user(users.changed(user));
    }

    /** Checks all fields before any is applied. */
    private void check(JsonObject user, Form form) {
        SignUps.checkName("first_name", form);
        SignUps.checkName("last_name", form);
        form.object("unsafe_metadata");
        var username = form.trimmed("username");
        if (username != null) {
            SignUps.checkUsernameForm(username);
            var owner = instance.users().firstBy("username", username.toLowerCase(Locale.ROOT));
            if (owner != null && !owner.get("id").equals(user.get("id"))) {
                throw ErrorResponseException.taken("username", "username");
            }
        }
        for (var kind : Identifications.Kind.values()) {
            checkPrimary(user, kind, form.text("primary_" + kind.field() + "_id"));
        }
    }

    private static void checkPrimary(JsonObject user, Identifications.Kind kind, @Nullable String id) {
        if (id == null) {
            return;
        }
        var isVerified = Json.objects(user, kind.list()).stream()
                .filter(one -> id.equals(Json.text(one, "id")))
                .anyMatch(one -> "verified".equals(Json.text(Json.object(one, "verification"), "status")));
        if (!isVerified) {
            throw new ErrorResponseException(
                    404,
                    "primary_identification_not_found",
                    "The user has no verified " + kind.noun() + " " + id + ".");
        }
    }

    private JsonElement delete(FrontendCall call) {
        var user = call.user();
        if (!Json.flag(user, "delete_self_enabled")) {
            throw new ErrorResponseException(
                    403, "user_delete_self_not_enabled", "This user may not delete the own account.");
        }
        return users.delete(user);
    }

    private JsonElement updateMetadata(FrontendCall call) {
        var user = call.user();
        var change = new JsonObject();
        var metadata = call.form().object("unsafe_metadata");
        change.add("unsafe_metadata", metadata == null ? JsonNull.INSTANCE : metadata);
        Metadata.merge(user, change);
        return view.user(users.changed(user));
    }

    private JsonElement setImage(FrontendCall call) {
        var user = call.user();
        var image = pictures.store(call, call.userId());
        setImage(user, image.get("public_url").getAsString(), true);
        return image;
    }

    private JsonElement removeImage(FrontendCall call) {
        var user = call.user();
        pictures.removeOf(call.userId());
        setImage(user, Images.placeholder(call.userId()), false);
        return Deleted.of("image", call.userId());
    }

    private void setImage(JsonObject user, String url, boolean hasImage) {
        user.addProperty("image_url", url);
        user.addProperty("profile_image_url", url);
        user.addProperty("has_image", hasImage);
        users.changed(user);
    }

    private JsonElement sessions(FrontendCall call, boolean activeOnly) {
        var userAgent = call.request().request().header("user-agent");
        return Json.array(instance.sessions().by("user_id", call.userId()).stream()
                .filter(session -> sessions.isLive(session) || !activeOnly)
                .map(session -> clientView.withActivity(session, userAgent))
                .toList());
    }

    private JsonElement revoke(FrontendCall call) {
        var id = call.variable("session_id");
        var session = instance.sessions().get(id);
        if (!call.userId().equals(Json.text(session, "user_id"))) {
            throw ErrorResponseException.notFound("session of this user", id);
        }
        sessions.end(session, "revoked");
        return clientView.withActivity(session, call.request().request().header("user-agent"));
    }
}
