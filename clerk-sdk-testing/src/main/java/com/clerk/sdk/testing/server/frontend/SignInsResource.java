package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Credentials;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Sessions;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** The operations under {@code /v1/client/sign_ins}. */
final class SignInsResource {
    private final Instance instance;
    private final SignIns signIns;
    private final SignInView view;
    private final FirstFactors firstFactors;
    private final SecondFactors secondFactors;
    private final Credentials credentials;
    private final TicketSignIns tickets;
    private final OAuth oauth;

    SignInsResource(Instance instance, OAuth oauth) {
        this.instance = instance;
        this.signIns = new SignIns(instance);
        this.view = new SignInView(instance);
        this.firstFactors = new FirstFactors(instance, oauth);
        this.secondFactors = new SecondFactors(instance);
        this.credentials = new Credentials(instance);
        this.tickets = new TicketSignIns(instance);
        this.oauth = oauth;
    }

    void registerIn(FrontendApi api) {
        var one = "/v1/client/sign_ins/{sign_in_id}";
        api.add("POST /v1/client/sign_ins", this::create);
        api.add("GET " + one, this::get);
        api.add("POST " + one + "/prepare_first_factor", this::prepareFirst);
        api.add("POST " + one + "/attempt_first_factor", this::attemptFirst);
        api.add("POST " + one + "/prepare_second_factor", this::prepareSecond);
        api.add("POST " + one + "/attempt_second_factor", this::attemptSecond);
        api.add("POST " + one + "/reset_password", this::resetPassword);
    }

    private JsonObject signIn(FrontendCall call) {
        return signIns.get(call.client(), call.variable("sign_in_id"));
    }

    private JsonElement get(FrontendCall call) {
        return view.of(signIn(call));
    }

    private JsonElement create(FrontendCall call) {
        var client = call.client();
        var form = call.form();
        var strategy = form.trimmed("strategy");
        if (Boolean.TRUE.equals(form.flag("transfer"))) {
            return view.of(oauth.transferToSignIn(call));
        }
        if ("ticket".equals(strategy) || form.has("ticket")) {
            return view.of(tickets.signIn(client, form.require("ticket")));
        }
        var identifier = form.trimmed("identifier");
        var user = identifier == null ? null : signIns.userOf(identifier);
        if (strategy != null && strategy.startsWith("oauth_")) {
            oauth.check(call, strategy);
        } else if (strategy != null && user == null) {
            throw ErrorResponseException.missing("identifier");
        }
        var signIn = signIns.start(client);
        if (identifier != null && user != null) {
            signIns.identify(signIn, user, identifier);
        }
        if (strategy != null) {
            begin(call, signIn, strategy);
        }
        return view.of(signIn);
    }

    /** Does in one call what is otherwise a second one: the attempt by password, or the preparation of a factor. */
    private void begin(FrontendCall call, JsonObject signIn, String strategy) {
        if (!strategy.equals("password")) {
            firstFactors.prepare(call, signIn, strategy);
        } else if (call.form().has("password")) {
            firstFactors.attempt(call, signIn, strategy);
        }
    }

    private JsonElement prepareFirst(FrontendCall call) {
        var signIn = signIn(call);
        firstFactors.prepare(call, signIn, call.form().require("strategy"));
        return view.of(signIn);
    }

    private JsonElement attemptFirst(FrontendCall call) {
        var signIn = signIn(call);
        requireStatus(signIn, "needs_first_factor");
        firstFactors.attempt(call, signIn, call.form().require("strategy"));
        return view.of(signIn);
    }

    private JsonElement prepareSecond(FrontendCall call) {
        var signIn = signIn(call);
        requireStatus(signIn, "needs_second_factor");
        var id = signIn.get("id").getAsString();
        signIn.add("second", secondFactors.prepare(signIns.user(signIn), id + "/second", call.form()));
        return view.of(signIn);
    }

    private JsonElement attemptSecond(FrontendCall call) {
        var signIn = signIn(call);
        requireStatus(signIn, "needs_second_factor");
        var id = signIn.get("id").getAsString();
        var strategy = secondFactors.attempt(signIns.user(signIn), id + "/second", call.form());
        signIns.proveSecond(call.client(), signIn, strategy);
        return view.of(signIn);
    }

    private JsonElement resetPassword(FrontendCall call) {
        var signIn = signIn(call);
        requireStatus(signIn, "needs_new_password");
        var user = signIns.user(signIn);
        var userId = user.get("id").getAsString();
        var password = Passwords.require(call.form().require("password"), "password");
        credentials.setPassword(userId, password);
        Passwords.record(instance, user);
        if (Boolean.TRUE.equals(call.form().flag("sign_out_of_other_sessions"))) {
            new Sessions(instance).revokeAllOf(userId);
        }
        signIns.proveNewPassword(call.client(), signIn);
        return view.of(signIn);
    }

    private static void requireStatus(JsonObject signIn, String status) {
        if (!status.equals(Json.text(signIn, "status"))) {
            throw new ErrorResponseException(
                    400,
                    "client_state_invalid",
                    "The sign-in is in the status " + Json.text(signIn, "status") + ", and this call needs " + status
                            + ".");
        }
    }
}
