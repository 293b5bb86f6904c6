package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The accounts at providers that the user who is signed in has connected. */
final class ConnectionsResource {
    private static final String ALL = "/v1/me/external_accounts";

    private final ExternalAccounts accounts;
    private final OAuth oauth;
    private final Users users;

    ConnectionsResource(Instance instance, OAuth oauth) {
        this.accounts = new ExternalAccounts(instance);
        this.oauth = oauth;
        this.users = new Users(instance);
    }

    void registerIn(FrontendApi api) {
        api.add("POST " + ALL, this::create);
        api.add("PATCH " + ALL + "/{external_account_id}/reauthorize", this::reauthorize);
        api.add("DELETE " + ALL + "/{external_account_id}", this::delete);
        api.add(
                "DELETE " + ALL + "/{external_account_id}/tokens",
                call -> account(call).deepCopy());
    }

    private JsonElement create(FrontendCall call) {
        var user = call.user();
        var strategy = call.form().require("strategy");
        var account = accounts.empty(strategy);
        account.add("verification", oauth.prepareConnection(call, account, strategy));
        user.getAsJsonArray("external_accounts").add(account);
        users.changed(user);
        return account.deepCopy();
    }

    private JsonObject account(FrontendCall call) {
        var id = call.variable("external_account_id");
        return Json.objects(call.user(), "external_accounts").stream()
                .filter(one -> id.equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> new ErrorResponseException(
                        404, "external_account_not_found", "The user has no external account " + id + "."));
    }

    private JsonElement reauthorize(FrontendCall call) {
        var account = account(call);
        account.add(
                "verification",
                oauth.prepareConnection(call, account, account.get("provider").getAsString()));
        return account.deepCopy();
    }

    private JsonElement delete(FrontendCall call) {
        var user = call.user();
        var account = account(call);
        var left = new JsonArray();
        Json.objects(user, "external_accounts").stream()
                .filter(one -> !account.get("id").equals(one.get("id")))
                .forEach(left::add);
        user.add("external_accounts", left);
        users.changed(user);
        return Deleted.of("external_account", account.get("id").getAsString());
    }
}
