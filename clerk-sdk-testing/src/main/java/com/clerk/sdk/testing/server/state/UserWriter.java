package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Timestamps;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates users, and applies the fields of a request body to them. */
public final class UserWriter {
    private static final List<String> PLAIN_FIELDS =
            List.of("external_id", "username", "first_name", "last_name", "locale");
    private static final List<String> UNIQUE_FIELDS = List.of("external_id", "username");
    private static final List<String> INITIALLY_NULL = List.of(
            "external_id",
            "username",
            "first_name",
            "last_name",
            "locale",
            "mfa_enabled_at",
            "mfa_disabled_at",
            "password_last_updated_at",
            "last_sign_in_at",
            "last_active_at",
            "legal_accepted_at",
            "lockout_expires_in_seconds",
            "create_organizations_limit");
    private static final List<String> INITIALLY_FALSE = List.of(
            "has_image",
            "password_enabled",
            "two_factor_enabled",
            "totp_enabled",
            "backup_code_enabled",
            "banned",
            "locked",
            "deprovisioned",
            "bypass_client_trust");
    private static final List<String> EMPTY_LISTS =
            List.of("passkeys", "external_accounts", "saml_accounts", "enterprise_accounts");
    private static final int MIN_PASSWORD_LENGTH = 8;
    private static final int SIGN_IN_ATTEMPTS = 100;

    private final Instance instance;
    private final Identifications identifications;
    private final Credentials credentials;

    public UserWriter(Instance instance) {
        this.instance = instance;
        this.identifications = new Identifications(instance);
        this.credentials = new Credentials(instance);
    }

    public JsonObject create(JsonObject body) {
        requireIdentification(body);
        var user = newUser();
        identifications.addTo(user, body);
        apply(user, body);
        Metadata.replace(user, metadata(body));
        for (var name : List.of("banned", "locked")) {
            user.addProperty(name, Json.flag(body, name));
        }
        return user;
    }

    private static void requireIdentification(JsonObject body) {
        var given = Json.value(body, "username") != null;
        for (var kind : Identifications.Kind.values()) {
            given |= !Json.texts(body, kind.field()).isEmpty();
        }
        if (!given && !Json.flag(body, "skip_user_requirement")) {
            throw ErrorResponseException.missing("email_address");
        }
    }

    private JsonObject newUser() {
        var user = new JsonObject();
        var id = instance.ids().id("user_");
        var image = Images.placeholder(id);
        user.addProperty("id", id);
        user.addProperty("object", "user");
        INITIALLY_NULL.forEach(name -> user.add(name, JsonNull.INSTANCE));
        INITIALLY_FALSE.forEach(name -> user.addProperty(name, false));
        EMPTY_LISTS.forEach(name -> user.add(name, new JsonArray()));
        user.addProperty("profile_image_url", image);
        user.addProperty("image_url", image);
        for (var name : List.of("public_metadata", "private_metadata", "unsafe_metadata")) {
            user.add(name, new JsonObject());
        }
        user.addProperty("verification_attempts_remaining", SIGN_IN_ATTEMPTS);
        user.addProperty("delete_self_enabled", true);
        user.addProperty("create_organization_enabled", true);
        user.addProperty("created_at", instance.now());
        user.addProperty("updated_at", instance.now());
        return user;
    }

    private static JsonObject metadata(JsonObject body) {
        var metadata = new JsonObject();
        for (var name : List.of("public_metadata", "private_metadata", "unsafe_metadata")) {
            if (body.has(name)) {
                metadata.add(name, body.get(name));
            }
        }
        return metadata;
    }

    /** Applies all fields of the body, or none if one of them is refused. */
    public void update(JsonObject user, JsonObject body) {
        var changed = user.deepCopy();
        for (var kind : Identifications.Kind.values()) {
            changePrimary(changed, body, kind);
        }
        apply(changed, body);
        changed.addProperty("updated_at", instance.now());
        changed.entrySet().forEach(field -> user.add(field.getKey(), field.getValue()));
        instance.users().changed(user.get("id").getAsString());
    }

    private static void changePrimary(JsonObject user, JsonObject body, Identifications.Kind kind) {
        var name = "primary_" + kind.field() + "_id";
        var id = Json.text(body, name);
        if (id != null && !kind.idsOf(user).contains(id)) {
            throw ErrorResponseException.notFound(kind.field().replace('_', ' '), id);
        }
        if (body.has(name)) {
            user.add(name, body.get(name));
        }
    }

    private void apply(JsonObject user, JsonObject body) {
        for (var name : PLAIN_FIELDS) {
            if (body.has(name)) {
                user.add(name, plain(user, name, Json.text(body, name)));
            }
        }
        for (var name : List.of("delete_self_enabled", "create_organization_enabled", "bypass_client_trust")) {
            copyUnlessNull(user, body, name);
        }
        if (body.has("create_organizations_limit")) {
            user.add("create_organizations_limit", body.get("create_organizations_limit"));
        }
        if (body.has("legal_accepted_at")) {
            user.add("legal_accepted_at", Json.of(Timestamps.millis(body, "legal_accepted_at")));
        }
        var createdAt = Timestamps.millis(body, "created_at");
        if (createdAt != null) {
            user.addProperty("created_at", createdAt);
        }
        requireSecret(body);
        applyPassword(user, body);
        applySecondFactors(user, body);
    }

    private static void requireSecret(JsonObject body) {
        var secret = Json.text(body, "totp_secret");
        if (secret != null && !Totp.isSecret(secret)) {
            throw ErrorResponseException.malformed("totp_secret", "a secret in Base32 of 8 to 256 characters");
        }
    }

    private static void copyUnlessNull(JsonObject user, JsonObject body, String name) {
        var value = Json.value(body, name);
        if (value != null) {
            user.add(name, value);
        }
    }

    private JsonElement plain(JsonObject user, String name, @Nullable String value) {
        if (value == null || (value.isEmpty() && name.equals("username"))) {
            return JsonNull.INSTANCE;
        }
        if (UNIQUE_FIELDS.contains(name) && isTaken(user, name, value)) {
            throw ErrorResponseException.taken(name.replace('_', ' '), name);
        }
        return new JsonPrimitive(value);
    }

    private boolean isTaken(JsonObject user, String name, String value) {
        var id = Json.text(user, "id");
        return instance.users().by(name, value.toLowerCase(Locale.ROOT)).stream()
                .anyMatch(other -> !Objects.equals(id, Json.text(other, "id")));
    }

    private void applyPassword(JsonObject user, JsonObject body) {
        var password = Json.text(body, "password");
        if (password != null && password.length() < MIN_PASSWORD_LENGTH && !Json.flag(body, "skip_password_checks")) {
            throw ErrorResponseException.unprocessable(
                    "form_password_length_too_short",
                    "password must have " + MIN_PASSWORD_LENGTH + " characters or more.",
                    "password");
        }
        var digest = Json.text(body, "password_digest");
        var id = user.get("id").getAsString();
        if (digest != null) {
            credentials.setDigest(id, digest, String.valueOf(Json.text(body, "password_hasher")));
        }
        if (password != null) {
            credentials.setPassword(id, password);
        }
        if (password != null || digest != null) {
            user.addProperty("password_enabled", true);
            user.addProperty("password_last_updated_at", instance.now());
        }
    }

    private void applySecondFactors(JsonObject user, JsonObject body) {
        var secret = Json.text(body, "totp_secret");
        var codes = Json.texts(body, "backup_codes");
        var totp = secret != null;
        var backupCodes = !codes.isEmpty();
        var id = user.get("id").getAsString();
        if (totp) {
            credentials.setTotp(id, secret);
            user.addProperty("totp_enabled", true);
        }
        if (backupCodes) {
            credentials.setBackupCodes(id, codes);
            user.addProperty("backup_code_enabled", true);
        }
        if ((totp || backupCodes) && !Json.flag(user, "two_factor_enabled")) {
            user.addProperty("two_factor_enabled", true);
            user.addProperty("mfa_enabled_at", instance.now());
        }
    }
}
