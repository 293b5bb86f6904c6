package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.ProviderPage;
import com.clerk.sdk.testing.server.frontend.wire.Urls;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in through a provider. The provider is a page of this server that asks for a name and an email address, so that
 * no network is needed. Each flow has a state of its own, which the page sends back.
 */
final class OAuth {
    /** A flow that is given up, and a nonce that no app redeems, are forgotten once there are so many newer ones. */
    private static final int KEPT = 5_000;

    private static final String COMPLETE_URL = "action_complete_redirect_url";

    private final Instance instance;
    private final SignIns signIns;
    private final SignUps signUps;
    private final Verifications verifications;
    private final ExternalAccounts accounts;

    OAuth(Instance instance) {
        this.instance = instance;
        this.signIns = new SignIns(instance);
        this.signUps = new SignUps(instance);
        this.verifications = new Verifications(instance);
        this.accounts = new ExternalAccounts(instance);
    }

    private Table flows() {
        return instance.table("oauth flow");
    }

    /** Says in a sign-in where the provider is. */
    void prepareSignIn(FrontendCall call, JsonObject signIn, String strategy) {
        // The status stays: Clerk's browser code would ask for another factor of a user who is not known yet.
        signIn.add("first", begin(call, "sign in", signIn, strategy));
    }

    /** Says in a sign-up where the provider is. */
    void prepareSignUp(FrontendCall call, JsonObject signUp, String strategy) {
        signUp.add("external_account_verification", begin(call, "sign up", signUp, strategy));
    }

    /** Returns the verification of a user's new account at a provider, which says where the provider is. */
    JsonObject prepareConnection(FrontendCall call, JsonObject account, String strategy) {
        return begin(call, "external account", account, strategy);
    }

    /** Refuses a provider that is off, and URLs to which the browser may not be sent. */
    void check(FrontendCall call, String strategy) {
        if (!instance.settings().socialProviders().contains(strategy)) {
            throw new ErrorResponseException(
                    400,
                    "oauth_provider_not_enabled",
                    "The provider " + strategy + " is off. Switch it on: ClerkServer.builder().socialProviders.");
        }
        call.requireTarget("redirect_url");
        if (call.form().text(COMPLETE_URL) != null) {
            call.requireTarget(COMPLETE_URL);
        }
    }

    private JsonObject begin(FrontendCall call, String kind, JsonObject row, String strategy) {
        check(call, strategy);
        var state = instance.ids().key("state_");
        var redirectUrl = call.requireTarget("redirect_url");
        var hasOther = call.form().text(COMPLETE_URL) != null;
        var flow = new JsonObject();
        flow.addProperty("kind", kind);
        flow.add("id", row.get("id"));
        flow.addProperty("strategy", strategy);
        flow.addProperty("redirect_url", redirectUrl);
        flow.addProperty("complete_url", hasOther ? call.requireTarget(COMPLETE_URL) : redirectUrl);
        flow.add("client_id", call.client().get("id"));
        flow.add("user_id", Json.of(kind.equals("external account") ? call.userId() : null));
        flow.addProperty("native", call.caller().isNative());
        flows().put(state, flow);
        flows().keepLast(KEPT);
        var verification = verifications.unverified(strategy);
        verification.addProperty(
                "external_verification_redirect_url", call.baseUrl() + "/v1/stand_in_provider?state=" + state);
        return verification;
    }

    /** Returns the page of the provider. */
    ServerResponse page(FrontendCall call) {
        var state = Objects.requireNonNullElse(call.query().first("state"), "");
        var flow = flow(state);
        return ServerResponse.text(
                200,
                "text/html; charset=utf-8",
                ProviderPage.of(state, flow.get("strategy").getAsString()));
    }

    private JsonObject flow(String state) {
        var flow = flows().find(state);
        if (flow == null) {
            throw new ErrorResponseException(
                    400, "oauth_callback_invalid", "The state is not one of a sign-in that is in progress.");
        }
        return flow;
    }

    /** Ends a flow with what the user said to the provider, and sends the browser back to the application. */
    ServerResponse callback(FrontendCall call) {
        var form = call.form();
        var state = form.require("state");
        var flow = flow(state);
        var strategy = flow.get("strategy").getAsString();
        // A form that is wrong can be sent again.
        var account = form.has("refuse") ? null : accounts.of(strategy, form);
        flows().remove(state);
        var isDone = account == null ? refuse(flow, strategy) : allow(flow, account);
        var target = flow.get(isDone ? "complete_url" : "redirect_url").getAsString();
        return ServerResponse.redirect(303, Json.flag(flow, "native") ? withNonce(target, flow) : target);
    }

    private boolean refuse(JsonObject flow, String strategy) {
        fail(flow, strategy, "unverified", "oauth_access_denied", "The provider says that the user refused.");
        return false;
    }

    private void fail(JsonObject flow, String strategy, String status, String code, String message) {
        var verification = verifications.unverified(strategy);
        var error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", message);
        error.addProperty("long_message", message);
        verification.addProperty("status", status);
        verification.add("error", error);
        switch (flow.get("kind").getAsString()) {
            case "sign in" -> signIn(flow).add("first", verification);
            case "sign up" -> signUp(flow).add("external_account_verification", verification);
            default -> accounts.setVerification(flow, verification);
        }
    }

    private JsonObject client(JsonObject flow) {
        return instance.clients().get(flow.get("client_id").getAsString());
    }

    private JsonObject signIn(JsonObject flow) {
        return signIns.get(client(flow), flow.get("id").getAsString());
    }

    private JsonObject signUp(JsonObject flow) {
        return signUps.get(client(flow), flow.get("id").getAsString());
    }

    private boolean allow(JsonObject flow, JsonObject account) {
        return switch (flow.get("kind").getAsString()) {
            case "sign in" -> allowSignIn(flow, account);
            case "sign up" -> allowSignUp(flow, account);
            default -> allowConnection(flow, account);
        };
    }

    private boolean allowConnection(JsonObject flow, JsonObject account) {
        if (accounts.isOfAnother(account, flow)) {
            var strategy = flow.get("strategy").getAsString();
            fail(flow, strategy, "unverified", "oauth_identification_claimed", "This account is another user's.");
            return false;
        }
        accounts.connect(flow, account);
        return true;
    }

    private boolean allowSignIn(JsonObject flow, JsonObject account) {
        var signIn = signIn(flow);
        var strategy = flow.get("strategy").getAsString();
        var user = accounts.owner(account);
        if (user != null) {
            SignIns.requireAllowed(user);
        }
        signIn.add("external_account", account);
        if (user == null) {
            fail(flow, strategy, "transferable", "external_account_not_found", "There is no account for this one.");
            return false;
        }
        signInAs(client(flow), signIn, user, account);
        return "complete".equals(Json.text(signIn, "status"));
    }

    private void signInAs(JsonObject client, JsonObject signIn, JsonObject user, JsonObject account) {
        signIns.identify(signIn, user, Users.identifier(user));
        accounts.link(user, account);
        signIns.proveFirst(client, signIn, account.get("provider").getAsString());
    }

    private boolean allowSignUp(JsonObject flow, JsonObject account) {
        var signUp = signUp(flow);
        signUp.add("external_account", account);
        if (accounts.owner(account) != null) {
            var strategy = flow.get("strategy").getAsString();
            fail(flow, strategy, "transferable", "external_account_exists", "There is an account for this one.");
            return false;
        }
        signUpWith(client(flow), signUp, account);
        return "complete".equals(Json.text(signUp, "status"));
    }

    private void signUpWith(JsonObject client, JsonObject signUp, JsonObject account) {
        var strategy = account.get("provider").getAsString();
        signUp.add("external_account", account);
        signUp.add("external_account_verification", verifications.verified(strategy));
        for (var name : new String[] {"first_name", "last_name", "email_address"}) {
            if (Json.value(signUp, name) == null && Json.value(account, name) != null) {
                signUp.add(name, account.get(name));
            }
        }
        if (Json.flag(account, "email_verified")) {
            signUp.add("email_address_verification", verifications.verified(strategy));
        }
        signUps.completeIfReady(client, signUp);
    }

    /** Signs in with the account that a sign-up of the same client found to be in use. */
    JsonObject transferToSignIn(FrontendCall call) {
        var client = call.client();
        var signUpId = Json.text(client, "sign_up_id");
        var account = account("sign up", signUpId);
        var user = account == null ? null : accounts.owner(account);
        if (account == null || user == null) {
            throw invalidTransfer();
        }
        SignIns.requireAllowed(user);
        var signIn = signIns.start(client);
        signInAs(client, signIn, user, account);
        return signIn;
    }

    /** Signs up with the account that a sign-in of the same client found to be nobody's. */
    JsonObject transferToSignUp(FrontendCall call) {
        var client = call.client();
        var account = account("sign in", Json.text(client, "sign_in_id"));
        if (account == null || accounts.owner(account) != null) {
            throw invalidTransfer();
        }
        var signUp = signUps.start(client);
        signUps.apply(signUp, call.form());
        signUpWith(client, signUp, account);
        return signUp;
    }

    private @Nullable JsonObject account(String table, @Nullable String id) {
        var row = id == null ? null : instance.table(table).find(id);
        var account = row == null ? null : Json.value(row, "external_account");
        return account == null ? null : account.getAsJsonObject();
    }

    private static ErrorResponseException invalidTransfer() {
        return new ErrorResponseException(
                400, "account_transfer_invalid", "There is no account of a provider that could be transferred.");
    }

    /**
     * Gives an app whose redirect URL is on the instance's list a nonce for the client's new token. The old token names
     * no client any more, so an app without the nonce is signed out.
     */
    private String withNonce(String url, JsonObject flow) {
        var client = client(flow);
        instance.table("client token").removeBy("client_id", client.get("id").getAsString());
        var isListed = instance.table("redirect url").all().stream().anyMatch(row -> url.equals(Json.text(row, "url")));
        if (!isListed) {
            return url;
        }
        var nonce = instance.ids().key("nonce_");
        var row = new JsonObject();
        row.add("client_id", client.get("id"));
        instance.table("rotating token nonce").put(nonce, row);
        instance.table("rotating token nonce").keepLast(KEPT);
        return Urls.with(url, "rotating_token_nonce", nonce);
    }

    /** Makes the client of a nonce in any call the one of the caller. An unknown nonce changes nothing. */
    void redeemIn(FrontendCall call) {
        var nonce = call.query().first("rotating_token_nonce");
        if (nonce != null) {
            redeem(nonce, call);
        }
    }

    private void redeem(String nonce, FrontendCall call) {
        var row = instance.table("rotating token nonce").find(nonce);
        if (row != null) {
            instance.table("rotating token nonce").remove(nonce);
            call.caller().become(instance.clients().get(row.get("client_id").getAsString()));
        }
    }
}
