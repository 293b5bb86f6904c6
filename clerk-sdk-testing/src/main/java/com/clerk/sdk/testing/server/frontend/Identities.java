package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** The email addresses or the phone numbers of the user who is signed in: the operations on them under /v1/me. */
final class Identities {
    private final Instance instance;
    private final Identifications.Kind kind;
    private final String codeStrategy;
    private final Identifications identifications;
    private final Verifications verifications;
    private final Users users;

    Identities(Instance instance, Identifications.Kind kind) {
        this.instance = instance;
        this.kind = kind;
        this.codeStrategy = kind == Identifications.Kind.EMAIL_ADDRESS ? "email_code" : "phone_code";
        this.identifications = new Identifications(instance);
        this.verifications = new Verifications(instance);
        this.users = new Users(instance);
    }

    void registerIn(FrontendApi api) {
        var all = "/v1/me/" + kind.list();
        var one = all + "/{id}";
        api.addBare(
                "GET " + all,
                call -> Json.array(Json.objects(call.user(), kind.list())).deepCopy());
        api.add("POST " + all, this::create);
        api.add("GET " + one, call -> of(call).deepCopy());
        api.add("DELETE " + one, this::delete);
        api.add("POST " + one + "/prepare_verification", this::prepare);
        api.add("POST " + one + "/attempt_verification", this::attempt);
        if (kind == Identifications.Kind.PHONE_NUMBER) {
            api.add("PATCH " + one, this::update);
        }
    }

    private JsonObject of(FrontendCall call) {
        return of(call.user(), call.variable("id"));
    }

    private JsonObject of(JsonObject user, String id) {
        return Json.objects(user, kind.list()).stream()
                .filter(one -> id.equals(Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> ErrorResponseException.notFound(kind.noun(), id));
    }

    private JsonElement create(FrontendCall call) {
        var user = call.user();
        var value = call.form().require(kind.field()).strip();
        identifications.check(kind, value);
        var identity = identifications.make(kind, value, "unverified");
        if (kind == Identifications.Kind.PHONE_NUMBER
                && Boolean.TRUE.equals(call.form().flag("reserved_for_second_factor"))) {
            identity.addProperty("reserved_for_second_factor", true);
        }
        user.getAsJsonArray(kind.list()).add(identity);
        users.changed(user);
        return identity.deepCopy();
    }

    private JsonElement update(FrontendCall call) {
        var user = call.user();
        var phone = of(call);
        var reserved = call.form().flag("reserved_for_second_factor");
        var isDefault = call.form().flag("default_second_factor");
        if (Boolean.TRUE.equals(reserved) && !isVerified(phone)) {
            throw new ErrorResponseException(
                    400, "identification_update_second_factor_unverified", "The phone number must be verified first.");
        }
        if (reserved != null) {
            phone.addProperty("reserved_for_second_factor", reserved);
            SecondFactorState.renew(instance, user);
        }
        if (isDefault != null) {
            Json.objects(user, kind.list()).forEach(one -> one.addProperty("default_second_factor", false));
            phone.addProperty("default_second_factor", isDefault);
        }
        users.changed(user);
        return phone.deepCopy();
    }

    private static boolean isVerified(JsonObject identity) {
        return "verified".equals(Json.text(Json.object(identity, "verification"), "status"));
    }

    private JsonElement delete(FrontendCall call) {
        var user = call.user();
        var identity = of(call);
        var left = new JsonArray();
        Json.objects(user, kind.list()).stream()
                .filter(one -> !identity.get("id").equals(one.get("id")))
                .forEach(left::add);
        if (left.isEmpty() && isLastIdentifier(user)) {
            throw new ErrorResponseException(
                    400,
                    "last_required_identification_deletion_failed",
                    "The user would have nothing to sign in with. Add another " + kind.noun() + " first.");
        }
        user.add(kind.list(), left);
        var primary = "primary_" + kind.field() + "_id";
        if (identity.get("id").equals(user.get(primary))) {
            user.add(
                    primary,
                    left.isEmpty()
                            ? JsonNull.INSTANCE
                            : left.get(0).getAsJsonObject().get("id"));
        }
        SecondFactorState.renew(instance, user);
        users.changed(user);
        return Deleted.of(kind.field(), identity.get("id").getAsString());
    }

    private boolean isLastIdentifier(JsonObject user) {
        var others = 0;
        for (var other : Identifications.Kind.values()) {
            others += other == kind ? 0 : other.of(user).size();
        }
        return others == 0 && Json.text(user, "username") == null;
    }

    private JsonElement prepare(FrontendCall call) {
        var identity = of(call);
        var strategy = call.form().require("strategy");
        var value = identity.get(kind.field()).getAsString();
        var id = identity.get("id").getAsString();
        if (isVerified(identity)) {
            throw new ErrorResponseException(
                    400, "verification_already_verified", "The " + kind.noun() + " is verified already.");
        }
        if (strategy.equals("email_link") && kind == Identifications.Kind.EMAIL_ADDRESS) {
            identity.add("verification", verifications.sendLink(call, "magic_link_user_profile", id, value));
        } else if (strategy.equals(codeStrategy)) {
            identity.add("verification", verifications.sendCode(id, strategy, value));
        } else {
            throw new ErrorResponseException(
                    400, "verification_strategy_invalid", strategy + " does not verify a " + kind.noun() + ".");
        }
        return identity.deepCopy();
    }

    private JsonElement attempt(FrontendCall call) {
        var identity = of(call);
        verifications.checkCode(
                identity.get("id").getAsString(), codeStrategy, call.form().require("code"));
        verify(call.user(), identity, codeStrategy);
        return identity.deepCopy();
    }

    private void verify(JsonObject user, JsonObject identity, String strategy) {
        identity.add("verification", verifications.verified(strategy));
        identity.addProperty("updated_at", instance.now());
        var primary = "primary_" + kind.field() + "_id";
        if (Json.value(user, primary) == null) {
            user.add(primary, identity.get("id"));
        }
        SecondFactorState.renew(instance, user);
        users.changed(user);
    }

    /** Verifies the address with an id, whose link was followed. Does nothing if it was deleted. */
    void verifyByLink(String id) {
        for (var user : instance.users().all()) {
            for (var identity : Json.objects(user, kind.list())) {
                if (id.equals(Json.text(identity, "id"))) {
                    verify(user, identity, "email_link");
                    return;
                }
            }
        }
    }
}
