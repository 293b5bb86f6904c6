package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Objects;

/** The operations under {@code /v1/client/sign_ups}. */
final class SignUpsResource {
    private final SignUps signUps;
    private final SignUpView view;
    private final Verifications verifications;
    private final TicketSignIns tickets;
    private final OAuth oauth;

    SignUpsResource(Instance instance, OAuth oauth) {
        this.signUps = new SignUps(instance);
        this.view = new SignUpView(instance);
        this.verifications = new Verifications(instance);
        this.tickets = new TicketSignIns(instance);
        this.oauth = oauth;
    }

    void registerIn(FrontendApi api) {
        var one = "/v1/client/sign_ups/{sign_up_id}";
        api.add("POST /v1/client/sign_ups", this::create);
        api.add("GET " + one, this::get);
        api.add("PATCH " + one, this::update);
        api.add("POST " + one + "/prepare_verification", this::prepare);
        api.add("POST " + one + "/attempt_verification", this::attempt);
    }

    private JsonObject signUp(FrontendCall call) {
        return signUps.get(call.client(), call.variable("sign_up_id"));
    }

    private JsonElement get(FrontendCall call) {
        return view.of(signUp(call));
    }

    private JsonElement create(FrontendCall call) {
        var client = call.client();
        var form = call.form();
        signUps.check(form);
        if (Boolean.TRUE.equals(form.flag("transfer"))) {
            return view.of(oauth.transferToSignUp(call));
        }
        requireNextStep(call, new JsonObject());
        var signUp = signUps.start(client);
        signUps.apply(signUp, form);
        return view.of(goOn(call, signUp));
    }

    private JsonElement update(FrontendCall call) {
        var signUp = signUp(call);
        requireOpen(signUp);
        signUps.check(call.form());
        tickets.requireUsable(signUp);
        requireNextStep(call, signUp);
        signUps.apply(signUp, call.form());
        return view.of(goOn(call, signUp));
    }

    /**
     * Checks what {@link #goOn} will do, before anything is changed.
     *
     * @param signUp the sign-up as it is now, or an object without fields if it is to be created
     */
    private void requireNextStep(FrontendCall call, JsonObject signUp) {
        var form = call.form();
        var strategy = form.trimmed("strategy");
        if (form.has("ticket")) {
            tickets.ofSignUp(form.require("ticket"));
        } else if (strategy != null && strategy.startsWith("oauth_")) {
            oauth.check(call, strategy);
        } else if (strategy != null && !strategy.equals("password")) {
            var name = field(strategy);
            var now = Json.text(signUp, name);
            var given = Objects.requireNonNullElse(form.trimmed(name), Objects.requireNonNullElse(now, ""));
            requireUnverified(given.equals(now) ? signUp : new JsonObject(), name, given);
            if (strategy.equals("email_link")) {
                call.requireTarget("redirect_url");
            }
        }
    }

    private static void requireUnverified(JsonObject signUp, String name, String value) {
        if (value.isEmpty()) {
            throw ErrorResponseException.missing(name);
        }
        if (SignUpView.isVerified(signUp, name)) {
            throw new ErrorResponseException(400, "verification_already_verified", "The " + name + " is verified.");
        }
    }

    private JsonObject goOn(FrontendCall call, JsonObject signUp) {
        var strategy = call.form().trimmed("strategy");
        if (call.form().has("ticket")) {
            tickets.applyTo(signUp, call.form().require("ticket"));
        } else if (strategy != null && strategy.startsWith("oauth_")) {
            oauth.prepareSignUp(call, signUp, strategy);
        } else if (strategy != null && !strategy.equals("password")) {
            prepare(call, signUp, strategy);
        }
        signUps.completeIfReady(call.client(), signUp);
        tickets.finish(signUp);
        return signUp;
    }

    private JsonElement prepare(FrontendCall call) {
        var signUp = signUp(call);
        requireOpen(signUp);
        var strategy = call.form().require("strategy");
        if (strategy.startsWith("oauth_")) {
            oauth.prepareSignUp(call, signUp, strategy);
        } else {
            prepare(call, signUp, strategy);
        }
        return view.of(signUp);
    }

    private void prepare(FrontendCall call, JsonObject signUp, String strategy) {
        var name = field(strategy);
        var to = Objects.requireNonNullElse(Json.text(signUp, name), "");
        requireUnverified(signUp, name, to);
        var key = key(signUp, name);
        var verification = strategy.equals("email_link")
                ? verifications.sendLink(call, "magic_link_sign_up", key, to)
                : verifications.sendCode(key, strategy, to);
        signUp.add(name + "_verification", verification);
    }

    private static String key(JsonObject signUp, String name) {
        return signUp.get("id").getAsString() + "/" + name;
    }

    private static String field(String strategy) {
        return switch (strategy) {
            case "email_code", "email_link" -> "email_address";
            case "phone_code" -> "phone_number";
            default ->
                throw new ErrorResponseException(
                        400,
                        "verification_strategy_invalid",
                        strategy + " is not a strategy of a sign-up. Use email_code, email_link or phone_code.");
        };
    }

    private JsonElement attempt(FrontendCall call) {
        var signUp = signUp(call);
        requireOpen(signUp);
        var strategy = call.form().require("strategy");
        var name = field(strategy);
        tickets.requireUsable(signUp);
        verifications.checkCode(key(signUp, name), strategy, call.form().require("code"));
        signUp.add(name + "_verification", verifications.verified(strategy));
        signUps.completeIfReady(call.client(), signUp);
        tickets.finish(signUp);
        return view.of(signUp);
    }

    private static void requireOpen(JsonObject signUp) {
        if (!"missing_requirements".equals(Json.text(signUp, "status"))) {
            throw new ErrorResponseException(
                    403, "sign_up_cannot_be_updated", "The sign-up is complete and cannot be changed.");
        }
    }
}
