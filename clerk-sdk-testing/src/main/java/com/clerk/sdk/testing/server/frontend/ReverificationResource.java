package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.FactorTimes;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** Lets the user of a session prove the factors again, before something that needs fresh ones. */
final class ReverificationResource {
    private static final String ONE = "/v1/client/sessions/{session_id}/verify";
    private static final String TABLE = "session verification";

    private final Instance instance;
    private final ClientView view;
    private final SignInView factors;
    private final FirstFactors first;
    private final SecondFactors second;
    private final Verifications verifications;
    private final FactorTimes times;
    private final Clients clients;

    ReverificationResource(Instance instance, ClientView view, OAuth oauth) {
        this.instance = instance;
        this.view = view;
        this.factors = new SignInView(instance);
        this.first = new FirstFactors(instance, oauth);
        this.second = new SecondFactors(instance);
        this.verifications = new Verifications(instance);
        this.times = new FactorTimes(instance);
        this.clients = new Clients(instance);
    }

    void registerIn(FrontendApi api) {
        api.add("POST " + ONE, this::start);
        api.add("POST " + ONE + "/prepare_first_factor", this::prepareFirst);
        api.add("POST " + ONE + "/attempt_first_factor", this::attemptFirst);
        api.add("POST " + ONE + "/prepare_second_factor", this::prepareSecond);
        api.add("POST " + ONE + "/attempt_second_factor", this::attemptSecond);
    }

    private JsonObject session(FrontendCall call) {
        var id = call.variable("session_id");
        var client = call.caller().client();
        var session = client == null ? null : clients.liveSession(client, id);
        if (session == null) {
            throw ErrorResponseException.notFound("active session of this client", id);
        }
        return session;
    }

    private JsonObject user(JsonObject session) {
        return instance.users().get(session.get("user_id").getAsString());
    }

    private JsonElement start(FrontendCall call) {
        var session = session(call);
        var level = call.form().text("level");
        var wanted = level == null ? "first_factor" : level;
        var needsSecond = factors.needsSecond(user(session));
        var row = new JsonObject();
        row.addProperty("level", wanted);
        row.addProperty(
                "status",
                switch (wanted) {
                    case "first_factor", "multi_factor" -> "needs_first_factor";
                    // A user without a second factor proves the first one in its place.
                    case "second_factor" -> needsSecond ? "needs_second_factor" : "needs_first_factor";
                    default ->
                        throw ErrorResponseException.invalid("level", "first_factor, second_factor or multi_factor");
                });
        instance.table(TABLE).put(session.get("id").getAsString(), row);
        return view(session, row, call);
    }

    private JsonObject row(JsonObject session, String status) {
        var row = instance.table(TABLE).find(session.get("id").getAsString());
        if (row == null || !status.equals(Json.text(row, "status"))) {
            throw new ErrorResponseException(
                    400,
                    "session_reverification_missing",
                    "The session is not at the step " + status + ". Start again.");
        }
        return row;
    }

    private static String key(JsonObject session) {
        return session.get("id").getAsString() + "/verify";
    }

    private JsonElement prepareFirst(FrontendCall call) {
        var session = session(call);
        var row = row(session, "needs_first_factor");
        var strategy = call.form().require("strategy");
        var emailId = call.form().text("email_address_id");
        var id = emailId == null ? call.form().text("phone_number_id") : emailId;
        var to = first.address(user(session), strategy, id);
        row.add("first", verifications.sendCode(key(session), strategy, to));
        return view(session, row, call);
    }

    private JsonElement attemptFirst(FrontendCall call) {
        var session = session(call);
        var row = row(session, "needs_first_factor");
        var strategy = call.form().require("strategy");
        first.check(call.form(), user(session), key(session), strategy);
        times.proveFirst(session);
        row.add("first", verifications.verified(strategy));
        var goesOn = "multi_factor".equals(Json.text(row, "level")) && factors.needsSecond(user(session));
        row.addProperty("status", goesOn ? "needs_second_factor" : "complete");
        return view(session, row, call);
    }

    private JsonElement prepareSecond(FrontendCall call) {
        var session = session(call);
        var row = row(session, "needs_second_factor");
        row.add("second", second.prepare(user(session), key(session), call.form()));
        return view(session, row, call);
    }

    private JsonElement attemptSecond(FrontendCall call) {
        var session = session(call);
        var row = row(session, "needs_second_factor");
        var strategy = second.attempt(user(session), key(session), call.form());
        times.proveSecond(session);
        row.add("second", verifications.verified(strategy));
        row.addProperty("status", "complete");
        return view(session, row, call);
    }

    private JsonObject view(JsonObject session, JsonObject row, FrontendCall call) {
        var json = new JsonObject();
        json.addProperty("object", "session_reverification");
        json.add("id", session.get("id"));
        json.add("status", row.get("status"));
        json.add("level", row.get("level"));
        json.add("session", view.session(session, call));
        json.add("supported_first_factors", factors.first(user(session)));
        json.add("supported_second_factors", factors.second(user(session)));
        json.add("first_factor_verification", verification(row, "first"));
        json.add("second_factor_verification", verification(row, "second"));
        return json;
    }

    private static JsonElement verification(JsonObject row, String name) {
        var verification = Json.value(row, name);
        return verification == null ? JsonNull.INSTANCE : verification.deepCopy();
    }
}
