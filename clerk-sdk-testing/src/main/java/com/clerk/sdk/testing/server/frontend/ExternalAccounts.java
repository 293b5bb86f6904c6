package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accounts at providers, and the users that they belong to. */
final class ExternalAccounts {
    private final Instance instance;
    private final Verifications verifications;

    ExternalAccounts(Instance instance) {
        this.instance = instance;
        this.verifications = new Verifications(instance);
    }

    /** Returns the account that a user of the provider's page gave. */
    JsonObject of(String strategy, Form form) {
        var account = empty(strategy);
        var name = Objects.requireNonNullElse(form.trimmed("name"), "").split(" ", 2);
        var email = form.trimmed("email_address");
        if (email != null) {
            Identifications.requireForm(Identifications.Kind.EMAIL_ADDRESS, email);
        } else if (name[0].isEmpty()) {
            // An account that a user only began to connect has no id either.
            throw ErrorResponseException.missing("name");
        }
        SignUps.checkName("name", form.trimmed("name"));
        account.addProperty("provider_user_id", Objects.requireNonNullElse(email, String.join(" ", name)));
        account.add("email_address", Json.of(email));
        account.addProperty("email_verified", email != null && !form.has("unverified"));
        account.add("first_name", Json.of(name[0].isEmpty() ? null : name[0]));
        account.add("last_name", Json.of(name.length == 2 ? name[1] : null));
        account.add("verification", verifications.verified(strategy));
        return account;
    }

    /** Returns an account of a provider that is not known yet. */
    JsonObject empty(String strategy) {
        var account = new JsonObject();
        var id = instance.ids().id("eac_");
        account.addProperty("object", "external_account");
        account.addProperty("id", id);
        account.addProperty("provider", strategy);
        account.addProperty("identification_id", instance.ids().id("idn_"));
        for (var name : List.of("provider_user_id", "email_address", "first_name", "last_name")) {
            account.addProperty(name, "");
        }
        account.addProperty("approved_scopes", "");
        account.addProperty("image_url", Images.placeholder(id));
        account.add("username", JsonNull.INSTANCE);
        account.add("label", JsonNull.INSTANCE);
        account.add("public_metadata", new JsonObject());
        account.addProperty("created_at", instance.now());
        account.addProperty("updated_at", instance.now());
        return account;
    }

    /** Returns the user who has an account already, else the one who has its verified email address; or null. */
    @Nullable
    JsonObject owner(JsonObject account) {
        var key = account.get("provider").getAsString() + "/"
                + account.get("provider_user_id").getAsString();
        var connected = instance.users().firstBy("external_account", key);
        var email = Json.text(account, "email_address");
        if (connected != null || email == null || !Json.flag(account, "email_verified")) {
            return connected;
        }
        return instance.users().firstBy("email_address", email.toLowerCase(Locale.ROOT));
    }

    /** Returns whether another user than the one of a flow has an account. */
    boolean isOfAnother(JsonObject account, JsonObject flow) {
        var key = account.get("provider").getAsString() + "/"
                + account.get("provider_user_id").getAsString();
        return instance.users().by("external_account", key).stream()
                .anyMatch(user -> !flow.get("user_id").equals(user.get("id")));
    }

    private static @Nullable JsonObject find(JsonObject user, JsonObject account) {
        return Json.objects(user, "external_accounts").stream()
                .filter(one -> account.get("provider").equals(one.get("provider")))
                .filter(one -> account.get("provider_user_id").equals(one.get("provider_user_id")))
                .findFirst()
                .orElse(null);
    }

    /** Adds an account to those of a user, unless the user has it. */
    void link(JsonObject user, JsonObject account) {
        if (find(user, account) == null) {
            user.getAsJsonArray("external_accounts").add(account.deepCopy());
            new Users(instance).changed(user);
        }
    }

    /** Replaces the account that a user began to connect by the one that the provider named. */
    void connect(JsonObject flow, JsonObject account) {
        var user = instance.users().get(flow.get("user_id").getAsString());
        var begun = flow.get("id");
        var accounts = new JsonArray();
        Json.objects(user, "external_accounts").stream()
                .filter(one -> !begun.equals(one.get("id")))
                .forEach(accounts::add);
        account.add("id", begun);
        accounts.add(account);
        user.add("external_accounts", accounts);
        new Users(instance).changed(user);
    }

    /** Sets the verification of the account that a user began to connect. */
    void setVerification(JsonObject flow, JsonObject verification) {
        var user = instance.users().get(flow.get("user_id").getAsString());
        Json.objects(user, "external_accounts").stream()
                .filter(one -> flow.get("id").equals(one.get("id")))
                .forEach(one -> one.add("verification", verification));
    }
}
