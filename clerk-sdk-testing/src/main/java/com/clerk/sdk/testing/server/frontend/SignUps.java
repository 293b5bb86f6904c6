package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.clerk.sdk.testing.server.state.UserWriter;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The steps of a sign-up that change its state: from the first field to the user and the session. */
final class SignUps {
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int MAX_NAME = 256;
    private static final int MIN_USERNAME = 4;
    private static final int MAX_USERNAME = 64;
    private static final Pattern USERNAME = Pattern.compile("[a-zA-Z0-9_-]+");

    private final Instance instance;
    private final Clients clients;
    private final Credentials credentials;
    private final Identifications identifications;
    private final SignUpView view;

    SignUps(Instance instance) {
        this.instance = instance;
        this.clients = new Clients(instance);
        this.credentials = new Credentials(instance);
        this.identifications = new Identifications(instance);
        this.view = new SignUpView(instance);
    }

    private Table table() {
        return instance.table("sign up");
    }

    /** Starts a sign-up of a client. It replaces the one before. */
    JsonObject start(JsonObject client) {
        if (!instance.settings().severalSessions()
                && !clients.liveSessions(client).isEmpty()) {
            throw new ErrorResponseException(
                    400, "session_exists", "Somebody is signed in already. Sign out first, or allow several sessions.");
        }
        var signUp = new JsonObject();
        var id = instance.ids().id("sua_");
        signUp.addProperty("id", id);
        signUp.add("client_id", client.get("id"));
        signUp.addProperty("status", "missing_requirements");
        signUp.addProperty("abandon_at", instance.now() + LIFETIME.toMillis());
        removeOf(client.get("id").getAsString());
        table().put(id, signUp);
        client.addProperty("sign_up_id", id);
        return signUp;
    }

    /** Removes the sign-up of a client, with its password. */
    void removeOf(String clientId) {
        table().by("client_id", clientId)
                .forEach(signUp -> credentials.removeAll(signUp.get("id").getAsString()));
        table().removeBy("client_id", clientId);
    }

    /**
     * Returns a sign-up of a client.
     *
     * @throws ErrorResponseException with status 404 if the client does not have it
     */
    JsonObject get(JsonObject client, String id) {
        var signUp = table().find(id);
        if (signUp == null || !client.get("id").equals(signUp.get("client_id"))) {
            throw ErrorResponseException.notFound("sign up", id);
        }
        return signUp;
    }

    /** Checks all fields of a form that a sign-up takes, before any of them is applied. */
    void check(Form form) {
        for (var kind : Identifications.Kind.values()) {
            var value = form.trimmed(kind.field());
            if (value != null) {
                identifications.check(kind, value);
            }
        }
        for (var name : List.of("first_name", "last_name")) {
            checkName(name, form);
        }
        var username = form.trimmed("username");
        if (username != null) {
            checkUsername(username);
        }
        var password = form.text("password");
        if (password != null) {
            Passwords.require(password, "password");
        }
        form.object("unsafe_metadata");
    }

    static void checkName(String name, Form form) {
        checkName(name, form.text(name));
    }

    static void checkName(String name, @Nullable String value) {
        if (value != null && value.length() > MAX_NAME) {
            throw ErrorResponseException.unprocessable(
                    "form_param_max_length_exceeded", name + " must have " + MAX_NAME + " characters or fewer.", name);
        }
    }

    private void checkUsername(String username) {
        checkUsernameForm(username);
        if (instance.users().firstBy("username", username.toLowerCase(Locale.ROOT)) != null) {
            throw ErrorResponseException.taken("username", "username");
        }
    }

    static void checkUsernameForm(String username) {
        if (username.length() < MIN_USERNAME || username.length() > MAX_USERNAME) {
            throw ErrorResponseException.unprocessable(
                    "form_username_invalid_length",
                    "username must have " + MIN_USERNAME + " to " + MAX_USERNAME + " characters.",
                    "username");
        }
        if (!USERNAME.matcher(username).matches()) {
            throw ErrorResponseException.unprocessable(
                    "form_username_invalid_character",
                    "username must have letters, digits, dashes and underscores alone.",
                    "username");
        }
    }

    /** Applies the fields of a form, which were checked before. */
    void apply(JsonObject signUp, Form form) {
        for (var name : List.of("email_address", "phone_number", "username", "first_name", "last_name")) {
            var value = form.trimmed(name);
            if (value != null && !value.equals(Json.text(signUp, name))) {
                signUp.addProperty(name, value);
                signUp.remove(name + "_verification");
            }
        }
        var password = form.text("password");
        if (password != null) {
            credentials.setPassword(signUp.get("id").getAsString(), password);
        }
        var metadata = form.object("unsafe_metadata");
        if (metadata != null) {
            signUp.add("unsafe_metadata", metadata);
        }
        if (Boolean.TRUE.equals(form.flag("legal_accepted"))) {
            signUp.addProperty("legal_accepted_at", instance.now());
        }
    }

    /** Completes a sign-up that has everything: there is a user, and the client has a session. */
    void completeIfReady(JsonObject client, JsonObject signUp) {
        if (!view.missing(signUp).isEmpty() || !view.unverified(signUp).isEmpty()) {
            return;
        }
        var user = createUser(signUp);
        var session = clients.signIn(client, user);
        signUp.addProperty("status", "complete");
        signUp.add("created_user_id", user.get("id"));
        signUp.add("created_session_id", session.get("id"));
        client.add("sign_up_id", JsonNull.INSTANCE);
        client.addProperty("last_authentication_strategy", "password");
    }

    private JsonObject createUser(JsonObject signUp) {
        var body = new JsonObject();
        for (var name : List.of("email_address", "phone_number")) {
            var value = Json.text(signUp, name);
            if (value != null) {
                body.add(name, Json.arrayOfTexts(List.of(value)));
            }
        }
        for (var name : List.of("username", "first_name", "last_name", "unsafe_metadata")) {
            if (signUp.has(name)) {
                body.add(name, signUp.get(name));
            }
        }
        body.addProperty("skip_user_requirement", true);
        var user = new UserWriter(instance).create(body);
        var signUpId = signUp.get("id").getAsString();
        if (credentials.hasPassword(signUpId)) {
            credentials.move(signUpId, user.get("id").getAsString());
            signUp.addProperty("had_password", true);
            user.addProperty("password_enabled", true);
            user.addProperty("password_last_updated_at", instance.now());
        }
        copyVerifications(signUp, user);
        return new Users(instance).add(user);
    }

    /** The addresses of a user created at the server side count as verified by an admin; these were verified here. */
    private static void copyVerifications(JsonObject signUp, JsonObject user) {
        for (var name : List.of("email_address", "phone_number")) {
            var list = name.equals("email_address") ? "email_addresses" : "phone_numbers";
            var verification = Json.value(signUp, name + "_verification");
            if (verification != null) {
                Json.objects(user, list).forEach(one -> one.add("verification", verification.deepCopy()));
            }
        }
        var external = Json.value(signUp, "external_account");
        if (external != null) {
            user.getAsJsonArray("external_accounts").add(external.deepCopy());
        }
    }
}
