package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.SessionTasks;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/** The operations on what users sign in with besides addresses and numbers: passwords, second factors, accounts. */
final class UserSecurityResource {
    private static final int BAD_REQUEST = 400;
    private static final int CODE_LENGTH = 6;

    private final Instance instance;
    private final Users users;
    private final Credentials credentials;
    private final Sessions sessions;
    private final SessionTasks tasks;

    UserSecurityResource(Instance instance) {
        this.instance = instance;
        this.users = new Users(instance);
        this.credentials = new Credentials(instance);
        this.sessions = new Sessions(instance);
        this.tasks = new SessionTasks(instance);
    }

    void registerIn(Operations operations) {
        operations.add("users.verifyPassword", this::verifyPassword);
        operations.add("users.removePassword", this::removePassword);
        operations.add("users.setPasswordCompromised", this::setCompromised);
        operations.add("users.unsetPasswordCompromised", request -> compromised(user(request), false));
        operations.add("users.verifyTotp", this::verifyTotp);
        operations.add("users.disableMfa", this::disableMfa);
        operations.add("users.deleteTotp", request -> affected(withoutTotp(user(request))));
        operations.add("users.deleteBackupCodes", request -> affected(withoutBackupCodes(user(request))));
        operations.add("users.deletePasskey", request -> remove(request, "passkeys", "passkey_identification_id"));
        operations.add(
                "users.deleteWeb3Wallet", request -> remove(request, "web3_wallets", "web3_wallet_identification_id"));
        operations.add(
                "users.deleteExternalAccount", request -> remove(request, "external_accounts", "external_account_id"));
        operations.addList("users.listTrustedDevices", this::devices);
        operations.add("users.revokeTrustedDevice", this::revokeDevice);
        operations.addList("users.listOAuthAccessTokens", this::accessTokens);
    }

    private JsonObject user(CheckedRequest request) {
        return instance.users().get(request.variable("user_id"));
    }

    private JsonElement verifyPassword(CheckedRequest request) {
        var user = user(request);
        requirePassword(user);
        if (!credentials.passwordMatches(Resource.id(user), request.required("password"))) {
            throw ErrorResponseException.unprocessable("incorrect_password", "The password is not right.", "password");
        }
        return verified();
    }

    private static JsonObject verified() {
        var check = new JsonObject();
        check.addProperty("verified", true);
        return check;
    }

    private static void requirePassword(JsonObject user) {
        if (!Json.flag(user, "password_enabled")) {
            throw new ErrorResponseException(BAD_REQUEST, "no_password_set", "The user has no password.");
        }
    }

    private JsonElement removePassword(CheckedRequest request) {
        var user = user(request);
        requirePassword(user);
        credentials.removePassword(Resource.id(user));
        user.addProperty("password_enabled", false);
        if (request.flag("sign_out_of_other_sessions")) {
            sessions.revokeAllOf(Resource.id(user));
        }
        return users.changed(user);
    }

    private JsonElement setCompromised(CheckedRequest request) {
        var user = user(request);
        requirePassword(user);
        // Clerk: true unless the body says otherwise.
        var revokes = request.body().get("revoke_all_sessions");
        if (revokes == null || revokes.isJsonNull() || revokes.getAsBoolean()) {
            sessions.revokeAllOf(Resource.id(user));
        }
        return compromised(user, true);
    }

    private JsonObject compromised(JsonObject user, boolean compromised) {
        requirePassword(user);
        tasks.compromised(Resource.id(user), compromised);
        return users.changed(user);
    }

    private JsonElement verifyTotp(CheckedRequest request) {
        var user = user(request);
        var code = request.required("code");
        var id = Resource.id(user);
        var hasTotp = Json.flag(user, "totp_enabled");
        if (!hasTotp && !Json.flag(user, "backup_code_enabled")) {
            throw new ErrorResponseException(BAD_REQUEST, "totp_disabled", "The user has no authenticator app.");
        }
        var check = verified();
        if (hasTotp && credentials.totpMatches(id, code)) {
            check.addProperty("code_type", "totp");
            return check;
        }
        if (credentials.useBackupCode(id, code)) {
            check.addProperty("code_type", "backup_code");
            return check;
        }
        var problem = code.length() < CODE_LENGTH ? "totp_invalid_length" : "totp_incorrect_code";
        throw ErrorResponseException.unprocessable(problem, "The code is not right.", "code");
    }

    private JsonElement disableMfa(CheckedRequest request) {
        var user = user(request);
        Json.objects(user, "phone_numbers").forEach(phone -> phone.addProperty("reserved_for_second_factor", false));
        withoutTotp(user);
        withoutBackupCodes(user);
        if (Json.flag(user, "two_factor_enabled")) {
            user.addProperty("two_factor_enabled", false);
            user.addProperty("mfa_disabled_at", instance.now());
        }
        user.add("mfa_enabled_at", JsonNull.INSTANCE);
        return affected(user);
    }

    private JsonObject withoutTotp(JsonObject user) {
        credentials.setTotp(Resource.id(user), null);
        user.addProperty("totp_enabled", false);
        return endSecondFactor(user);
    }

    private JsonObject withoutBackupCodes(JsonObject user) {
        credentials.setBackupCodes(Resource.id(user), List.of());
        user.addProperty("backup_code_enabled", false);
        return endSecondFactor(user);
    }

    /** Backup codes alone are not a second factor: they replace another one. */
    private JsonObject endSecondFactor(JsonObject user) {
        var hasPhone = Json.objects(user, "phone_numbers").stream()
                .anyMatch(phone -> Json.flag(phone, "reserved_for_second_factor"));
        if (Json.flag(user, "two_factor_enabled") && !Json.flag(user, "totp_enabled") && !hasPhone) {
            user.addProperty("two_factor_enabled", false);
            user.addProperty("mfa_disabled_at", instance.now());
        }
        return user;
    }

    private JsonElement affected(JsonObject user) {
        users.changed(user);
        var affected = new JsonObject();
        affected.add("user_id", user.get("id"));
        return affected;
    }

    private JsonElement remove(CheckedRequest request, String list, String variable) {
        var user = user(request);
        var id = request.variable(variable);
        var found = Json.objects(user, list).stream()
                .filter(one -> id.equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> ErrorResponseException.notFound(list.substring(0, list.length() - 1), id));
        user.getAsJsonArray(list).remove(found);
        if (found.get("id").equals(user.get("primary_web3_wallet_id"))) {
            user.add("primary_web3_wallet_id", JsonNull.INSTANCE);
        }
        users.changed(user);
        var deleted = new JsonObject();
        deleted.add("object", found.get("object"));
        deleted.addProperty("id", id);
        deleted.addProperty("deleted", true);
        return deleted;
    }

    private List<JsonObject> devices(CheckedRequest request) {
        var id = Resource.id(user(request));
        return instance.table("trusted device").all(device -> id.equals(Json.text(device, "user_id")));
    }

    private JsonElement revokeDevice(CheckedRequest request) {
        user(request);
        var device = instance.table("trusted device").get(request.variable("trusted_device_id"));
        if (!request.variable("user_id").equals(Json.text(device, "user_id"))) {
            throw ErrorResponseException.notFound("trusted device", request.variable("trusted_device_id"));
        }
        device.addProperty("status", "revoked");
        device.addProperty("revoked_at", instance.now());
        device.addProperty("updated_at", instance.now());
        return device;
    }

    private List<JsonObject> accessTokens(CheckedRequest request) {
        var user = user(request);
        var provider = request.variable("provider").replaceFirst("^oauth_", "");
        return Json.objects(user, "external_accounts").stream()
                .filter(account -> provider.equals(
                        String.valueOf(Json.text(account, "provider")).replaceFirst("^oauth_", "")))
                .map(account -> accessToken(account, "oauth_" + provider))
                .toList();
    }

    private static JsonObject accessToken(JsonObject account, String provider) {
        var token = new JsonObject();
        token.addProperty("object", "oauth_access_token");
        token.add("external_account_id", account.get("id"));
        token.add("provider_user_id", account.get("provider_user_id"));
        // Made up: there is no provider behind it.
        token.addProperty("token", "access_" + Resource.id(account));
        token.add("expires_at", JsonNull.INSTANCE);
        token.addProperty("provider", provider);
        token.add("public_metadata", new JsonObject());
        token.add("label", account.get("label"));
        token.add(
                "scopes",
                Json.arrayOfTexts(List.of(
                        String.valueOf(Json.text(account, "approved_scopes")).split(" "))));
        return token;
    }
}
