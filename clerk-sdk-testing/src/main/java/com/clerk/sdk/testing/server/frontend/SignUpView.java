package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Sign-ups as the Frontend API shows them, with what they still need. */
final class SignUpView {
    private static final List<String> ADDRESSES = List.of("email_address", "phone_number");

    private final Instance instance;
    private final Credentials credentials;

    SignUpView(Instance instance) {
        this.instance = instance;
        this.credentials = new Credentials(instance);
    }

    /** Returns a sign-up, as a copy. */
    JsonObject of(JsonObject signUp) {
        var view = new JsonObject();
        view.addProperty("object", "sign_up");
        for (var name : List.of("id", "status", "abandon_at")) {
            view.add(name, signUp.get(name));
        }
        view.add("required_fields", Json.arrayOfTexts(required()));
        view.add("optional_fields", Json.arrayOfTexts(optional()));
        view.add("missing_fields", Json.arrayOfTexts(missing(signUp)));
        view.add("unverified_fields", Json.arrayOfTexts(unverified(signUp)));
        view.add("verifications", verifications(signUp));
        for (var name : List.of(
                "username",
                "first_name",
                "last_name",
                "email_address",
                "phone_number",
                "created_session_id",
                "created_user_id")) {
            view.add(name, Json.of(Json.text(signUp, name)));
        }
        view.add("web3_wallet", JsonNull.INSTANCE);
        view.addProperty(
                "has_password",
                credentials.hasPassword(signUp.get("id").getAsString()) || Json.flag(signUp, "had_password"));
        view.add("unsafe_metadata", Json.object(signUp, "unsafe_metadata").deepCopy());
        view.addProperty("custom_action", false);
        view.add("external_id", JsonNull.INSTANCE);
        view.add("legal_accepted_at", Json.of(Json.value(signUp, "legal_accepted_at")));
        view.add("external_account", JsonNull.INSTANCE);
        return view;
    }

    private List<String> required() {
        var identifiers = instance.settings().identifiers();
        var required = new ArrayList<String>();
        for (var name : List.of("email_address", "phone_number", "username")) {
            if (identifiers.contains(name) && required.isEmpty()) {
                required.add(name);
            }
        }
        if (instance.settings().password()) {
            required.add("password");
        }
        return required;
    }

    private List<String> optional() {
        var optional = new ArrayList<>(List.of("first_name", "last_name"));
        instance.settings().identifiers().stream()
                .sorted()
                .filter(name -> !required().contains(name))
                .forEach(optional::add);
        return optional;
    }

    /** Returns the required fields that a sign-up does not have. */
    List<String> missing(JsonObject signUp) {
        var id = signUp.get("id").getAsString();
        return required().stream()
                .filter(name -> name.equals("password")
                        ? !credentials.hasPassword(id) && !signUp.has("external_account")
                        : Json.text(signUp, name) == null)
                .filter(name -> !"complete".equals(Json.text(signUp, "status")))
                .toList();
    }

    /** Returns the address and the number of a sign-up that are not verified. */
    List<String> unverified(JsonObject signUp) {
        return ADDRESSES.stream()
                .filter(name -> Json.text(signUp, name) != null)
                .filter(name -> !isVerified(signUp, name))
                .toList();
    }

    /** Returns whether an address or a number of a sign-up is verified. */
    static boolean isVerified(JsonObject signUp, String name) {
        return "verified".equals(Json.text(Json.object(signUp, name + "_verification"), "status"));
    }

    private static JsonObject verifications(JsonObject signUp) {
        var verifications = new JsonObject();
        for (var name : ADDRESSES) {
            verifications.add(name, Json.text(signUp, name) == null ? JsonNull.INSTANCE : verification(signUp, name));
        }
        verifications.add("web3_wallet", JsonNull.INSTANCE);
        var external = Json.value(signUp, "external_account_verification");
        verifications.add("external_account", external == null ? JsonNull.INSTANCE : external.deepCopy());
        return verifications;
    }

    private static JsonElement verification(JsonObject signUp, String name) {
        var view = Json.object(signUp, name + "_verification").deepCopy();
        var code = name.equals("email_address") ? "email_code" : "phone_code";
        var isPrepared = view.has("strategy");
        if (!isPrepared) {
            view.addProperty("object", "verification");
            view.addProperty("status", "unverified");
            view.add("strategy", JsonNull.INSTANCE);
            view.add("attempts", JsonNull.INSTANCE);
            view.add("expire_at", JsonNull.INSTANCE);
        }
        view.addProperty("next_action", nextAction(signUp, name, isPrepared));
        view.add("supported_strategies", Json.arrayOfTexts(List.of(code)));
        return view;
    }

    private static String nextAction(JsonObject signUp, String name, boolean isPrepared) {
        if (isVerified(signUp, name)) {
            return "";
        }
        return isPrepared ? "needs_attempt" : "needs_prepare";
    }
}
