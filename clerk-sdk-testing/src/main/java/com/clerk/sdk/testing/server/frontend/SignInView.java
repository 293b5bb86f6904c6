package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sign-ins as the Frontend API shows them, with the factors that their users have. */
final class SignInView {
    private final Instance instance;
    private final Credentials credentials;

    SignInView(Instance instance) {
        this.instance = instance;
        this.credentials = new Credentials(instance);
    }

    /** Returns a sign-in, as a copy. */
    JsonObject of(JsonObject signIn) {
        var user = user(signIn);
        var status = signIn.get("status").getAsString();
        var view = new JsonObject();
        view.addProperty("object", "sign_in");
        view.add("id", signIn.get("id"));
        view.addProperty("status", status);
        view.add("supported_identifiers", identifiers());
        view.add("identifier", Json.of(Json.text(signIn, "identifier")));
        view.add("supported_first_factors", status.equals("needs_identifier") ? JsonNull.INSTANCE : first(user));
        view.add("supported_second_factors", isSecond(status) ? second(user) : JsonNull.INSTANCE);
        view.add("first_factor_verification", Verifications.view(verification(signIn, "first")));
        view.add("second_factor_verification", Verifications.view(verification(signIn, "second")));
        view.add("created_session_id", Json.of(Json.text(signIn, "created_session_id")));
        view.add("abandon_at", signIn.get("abandon_at"));
        view.add("user_data", user == null ? JsonNull.INSTANCE : userData(user));
        return view;
    }

    private static boolean isSecond(String status) {
        return status.equals("needs_second_factor") || status.equals("needs_client_trust");
    }

    private static @Nullable JsonObject verification(JsonObject signIn, String name) {
        var verification = Json.value(signIn, name);
        return verification == null ? null : verification.getAsJsonObject();
    }

    private @Nullable JsonObject user(JsonObject signIn) {
        var id = Json.text(signIn, "user_id");
        return id == null ? null : instance.users().find(id);
    }

    private JsonArray identifiers() {
        var identifiers = instance.settings().identifiers().stream().sorted().toList();
        return Json.arrayOfTexts(identifiers);
    }

    private static JsonObject userData(JsonObject user) {
        var data = new JsonObject();
        for (var name : List.of("first_name", "last_name", "image_url", "has_image")) {
            data.add(name, user.get(name));
        }
        return data;
    }

    /** Returns the first factors of a user, JSON null for null. */
    JsonElement first(@Nullable JsonObject user) {
        if (user == null) {
            return JsonNull.INSTANCE;
        }
        var factors = new JsonArray();
        if (Json.flag(user, "password_enabled")) {
            factors.add(factor("password"));
        }
        for (var email : Json.objects(user, "email_addresses")) {
            var isPrimary = email.get("id").equals(user.get("primary_email_address_id"));
            factors.add(ofAddress("email_code", email, "email_address", isPrimary));
            if (instance.settings().emailLinks()) {
                factors.add(ofAddress("email_link", email, "email_address", isPrimary));
            }
            if (Json.flag(user, "password_enabled")) {
                factors.add(ofAddress("reset_password_email_code", email, "email_address", isPrimary));
            }
        }
        for (var phone : Json.objects(user, "phone_numbers")) {
            if (!Json.flag(phone, "reserved_for_second_factor")) {
                var isPrimary = phone.get("id").equals(user.get("primary_phone_number_id"));
                factors.add(ofAddress("phone_code", phone, "phone_number", isPrimary));
                if (Json.flag(user, "password_enabled")) {
                    factors.add(ofAddress("reset_password_phone_code", phone, "phone_number", isPrimary));
                }
            }
        }
        instance.settings().socialProviders().stream().sorted().forEach(provider -> factors.add(factor(provider)));
        return factors;
    }

    /** Returns the second factors of a user. */
    JsonArray second(@Nullable JsonObject user) {
        var factors = new JsonArray();
        if (user == null) {
            return factors;
        }
        if (Json.flag(user, "totp_enabled")) {
            factors.add(factor("totp"));
        }
        for (var phone : Json.objects(user, "phone_numbers")) {
            if (Json.flag(phone, "reserved_for_second_factor")) {
                var factor = ofAddress("phone_code", phone, "phone_number", false);
                factor.addProperty("default", Json.flag(phone, "default_second_factor"));
                factors.add(factor);
            }
        }
        if (Json.flag(user, "backup_code_enabled")) {
            factors.add(factor("backup_code"));
        }
        return factors;
    }

    /** Returns whether a user must prove a second factor. Backup codes alone are not one. */
    boolean needsSecond(JsonObject user) {
        var hasPhone = Json.objects(user, "phone_numbers").stream()
                .anyMatch(one -> Json.flag(one, "reserved_for_second_factor"));
        var hasApp = Json.flag(user, "totp_enabled")
                && credentials.totp(user.get("id").getAsString()) != null;
        return Json.flag(user, "two_factor_enabled") && (hasPhone || hasApp);
    }

    private static JsonObject factor(String strategy) {
        var factor = new JsonObject();
        factor.addProperty("strategy", strategy);
        return factor;
    }

    private static JsonObject ofAddress(String strategy, JsonObject address, String kind, boolean isPrimary) {
        var factor = factor(strategy);
        factor.add(kind + "_id", address.get("id"));
        factor.add("safe_identifier", address.get(kind));
        factor.addProperty("primary", isPrimary);
        return factor;
    }
}
