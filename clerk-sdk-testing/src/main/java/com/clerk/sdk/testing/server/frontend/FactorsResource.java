package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.SessionTasks;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.state.Totp;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The password, the authenticator app and the backup codes of the user who is signed in. */
final class FactorsResource {
    private static final int SECRET_BYTES = 20;
    private static final String PENDING = "pending authenticator app";

    private final Instance instance;
    private final UserView view;
    private final Credentials credentials;
    private final Users users;
    private final SessionTasks tasks;

    FactorsResource(Instance instance) {
        this.instance = instance;
        this.view = new UserView(instance);
        this.credentials = new Credentials(instance);
        this.users = new Users(instance);
        this.tasks = new SessionTasks(instance);
    }

    void registerIn(FrontendApi api) {
        api.add("POST /v1/me/change_password", this::changePassword);
        api.add("POST /v1/me/remove_password", this::removePassword);
        api.add("POST /v1/me/totp", this::createTotp);
        api.add("POST /v1/me/totp/attempt_verification", this::attemptTotp);
        api.add("DELETE /v1/me/totp", this::removeTotp);
        api.add("POST /v1/me/backup_codes", this::createBackupCodes);
    }

    private JsonElement changePassword(FrontendCall call) {
        var user = call.user();
        var form = call.form();
        var next = Passwords.require(form.require("new_password"), "new_password");
        if (Json.flag(user, "password_enabled")) {
            // Who has to set a new password after the sign-in is not asked for the old one.
            if (form.has("current_password") || !tasks.isCompromised(user)) {
                requireCurrent(call.userId(), form.require("current_password"));
            }
            if (credentials.passwordMatches(call.userId(), next)) {
                throw ErrorResponseException.unprocessable(
                        "form_new_password_matches_current", "new_password is the password already.", "new_password");
            }
        }
        credentials.setPassword(call.userId(), next);
        Passwords.record(instance, user);
        if (Boolean.TRUE.equals(form.flag("sign_out_of_other_sessions"))) {
            endOtherSessions(call);
        }
        return view.user(user);
    }

    private void endOtherSessions(FrontendCall call) {
        var own = call.session().get("id");
        var sessions = new Sessions(instance);
        instance.sessions().by("user_id", call.userId()).stream()
                .filter(session -> !own.equals(session.get("id")))
                .forEach(session -> sessions.end(session, "revoked"));
    }

    private void requireCurrent(String userId, String password) {
        if (!credentials.passwordMatches(userId, password)) {
            throw ErrorResponseException.unprocessable(
                    "form_password_incorrect", "current_password is incorrect.", "current_password");
        }
    }

    private JsonElement removePassword(FrontendCall call) {
        var user = call.user();
        if (!Json.flag(user, "password_enabled")) {
            throw new ErrorResponseException(400, "no_password_set", "The user has no password.");
        }
        requireCurrent(call.userId(), call.form().require("current_password"));
        credentials.removePassword(call.userId());
        new Messages(instance).tell(user, "password_removed");
        user.addProperty("password_enabled", false);
        return view.user(users.changed(user));
    }

    private JsonElement createTotp(FrontendCall call) {
        var user = call.user();
        if (Json.flag(user, "totp_enabled")) {
            throw new ErrorResponseException(400, "totp_already_enabled", "The user has an authenticator app already.");
        }
        var secret = Totp.secret(instance.ids().bytes(SECRET_BYTES));
        var pending = new JsonObject();
        pending.addProperty("secret", secret);
        instance.table(PENDING).put(call.userId(), pending);
        var totp = totp(false);
        totp.addProperty("secret", secret);
        totp.addProperty(
                "uri",
                "otpauth://totp/In-process%20Clerk:"
                        + URLEncoder.encode(Users.identifier(user), StandardCharsets.UTF_8)
                        + "?algorithm=SHA1&digits=6&period=30&issuer=In-process%20Clerk&secret=" + secret);
        return totp;
    }

    private JsonObject totp(boolean verified) {
        var totp = new JsonObject();
        totp.addProperty("object", "totp");
        totp.addProperty("id", instance.ids().id("totp_"));
        totp.addProperty("verified", verified);
        totp.addProperty("created_at", instance.now());
        totp.addProperty("updated_at", instance.now());
        return totp;
    }

    private JsonElement attemptTotp(FrontendCall call) {
        var user = call.user();
        var pending = instance.table(PENDING).find(call.userId());
        if (pending == null) {
            throw new ErrorResponseException(
                    400, "totp_disabled", "There is no secret to verify: POST /v1/me/totp creates one.");
        }
        var code = call.form().require("code");
        var secret = pending.get("secret").getAsString();
        if (!Totp.matches(secret, code, instance.clock().instant())) {
            throw ErrorResponseException.unprocessable("form_code_incorrect", "The code is incorrect.", "code");
        }
        instance.table(PENDING).remove(call.userId());
        credentials.setTotp(call.userId(), secret);
        user.addProperty("totp_enabled", true);
        SecondFactorState.renew(instance, user);
        var totp = totp(true);
        if (instance.settings().secondFactors().contains("backup_code") && !Json.flag(user, "backup_code_enabled")) {
            totp.add("backup_codes", Json.arrayOfTexts(newBackupCodes(call)));
        }
        users.changed(user);
        return totp;
    }

    private List<String> newBackupCodes(FrontendCall call) {
        call.user().addProperty("backup_code_enabled", true);
        return credentials.newBackupCodes(call.userId());
    }

    private JsonElement removeTotp(FrontendCall call) {
        var user = call.user();
        if (!Json.flag(user, "totp_enabled")) {
            throw new ErrorResponseException(400, "totp_disabled", "The user has no authenticator app.");
        }
        credentials.setTotp(call.userId(), null);
        user.addProperty("totp_enabled", false);
        SecondFactorState.renew(instance, user);
        users.changed(user);
        return Deleted.of("totp", call.userId());
    }

    private JsonElement createBackupCodes(FrontendCall call) {
        var user = call.user();
        if (!Json.flag(user, "two_factor_enabled")) {
            throw new ErrorResponseException(
                    400, "backup_codes_not_available", "Backup codes need another second factor first.");
        }
        var codes = newBackupCodes(call);
        users.changed(user);
        var json = new JsonObject();
        json.addProperty("object", "backup_code");
        json.addProperty("id", instance.ids().id("backup_code_"));
        json.add("codes", Json.arrayOfTexts(codes));
        json.addProperty("created_at", instance.now());
        json.addProperty("updated_at", instance.now());
        return json;
    }
}
