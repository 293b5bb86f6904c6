package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Prepares and attempts the first factor of sign-ins. */
final class FirstFactors {
    private final SignIns signIns;
    private final SignInView view;
    private final Verifications verifications;
    private final Credentials credentials;
    private final OAuth oauth;

    FirstFactors(Instance instance, OAuth oauth) {
        this.signIns = new SignIns(instance);
        this.view = new SignInView(instance);
        this.verifications = new Verifications(instance);
        this.credentials = new Credentials(instance);
        this.oauth = oauth;
    }

    /** Prepares a factor: sends a code or a link, or says where the provider is. */
    void prepare(FrontendCall call, JsonObject signIn, String strategy) {
        if (strategy.startsWith("oauth_")) {
            oauth.prepareSignIn(call, signIn, strategy);
            return;
        }
        var user = signIns.user(signIn);
        var form = call.form();
        var to = address(user, strategy, addressId(form));
        var key = key(signIn);
        if (strategy.equals("email_link")) {
            signIn.add("first", verifications.sendLink(call, "magic_link_sign_in", key, to));
        } else {
            signIn.add("first", verifications.sendCode(key, strategy, to));
        }
    }

    private static @Nullable String addressId(Form form) {
        var emailId = form.text("email_address_id");
        return emailId == null ? form.text("phone_number_id") : emailId;
    }

    private static String key(JsonObject signIn) {
        return signIn.get("id").getAsString();
    }

    /** Returns the address or number that a factor of a user has; the primary one if no id is given. */
    String address(JsonObject user, String strategy, @Nullable String id) {
        for (var element : view.first(user).getAsJsonArray()) {
            var factor = element.getAsJsonObject();
            if (strategy.equals(Json.text(factor, "strategy"))) {
                var ownId = Objects.requireNonNullElse(
                        Json.text(factor, "email_address_id"), String.valueOf(Json.text(factor, "phone_number_id")));
                var isWanted = id == null ? Json.flag(factor, "primary") : id.equals(ownId);
                if (isWanted && factor.has("safe_identifier")) {
                    return factor.get("safe_identifier").getAsString();
                }
            }
        }
        throw unsupported(strategy);
    }

    private static ErrorResponseException unsupported(String strategy) {
        return new ErrorResponseException(
                400, "strategy_for_user_invalid", "The user cannot sign in by the strategy " + strategy + ".");
    }

    /** Attempts a factor. */
    void attempt(FrontendCall call, JsonObject signIn, String strategy) {
        var user = signIns.user(signIn);
        SignIns.requireAllowed(user);
        check(call.form(), user, key(signIn), strategy);
        signIns.proveFirst(call.client(), signIn, strategy);
    }

    /** Checks the proof of a factor that a form has: a password or a code. */
    void check(Form form, JsonObject user, String key, String strategy) {
        switch (strategy) {
            case "password" -> checkPassword(user, form.require("password"));
            case "email_code", "phone_code", "reset_password_email_code", "reset_password_phone_code" ->
                verifications.checkCode(key, strategy, form.require("code"));
            default -> throw unsupported(strategy);
        }
    }

    private void checkPassword(JsonObject user, String password) {
        if (!Json.flag(user, "password_enabled")) {
            throw unsupported("password");
        }
        if (!credentials.passwordMatches(user.get("id").getAsString(), password)) {
            throw ErrorResponseException.unprocessable(
                    "form_password_incorrect", "The password is incorrect.", "password");
        }
    }
}
