package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Identifications.Kind;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on email addresses and phone numbers of users. */
final class IdentificationsResource {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);
    private static final String INDEX = "identification";
    private static final String VERIFICATIONS = "verification attempt";
    private static final int MAX_ATTEMPTS = 3;
    private static final int BAD_REQUEST = 400;

    private final Instance instance;
    private final Kind kind;
    private final String group;
    private final Identifications identifications;
    private final Users users;

    IdentificationsResource(Instance instance, Kind kind, String group) {
        this.instance = instance;
        this.kind = kind;
        this.group = group;
        this.identifications = new Identifications(instance);
        this.users = new Users(instance);
        instance.users()
                .index(
                        indexName(),
                        user -> Json.objects(user, kind.list()).stream()
                                .map(Resource::id)
                                .toList());
    }

    private String indexName() {
        return INDEX + " " + kind.field();
    }

    void registerIn(Operations operations) {
        operations.add(group + ".create", this::create);
        operations.add(group + ".get", request -> find(request, userOf(request)));
        operations.add(group + ".update", this::update);
        operations.add(group + ".delete", this::delete);
        operations.add(group + ".replaceForUser", this::replace);
        operations.add(group + ".prepareVerification", this::prepare);
        operations.add(group + ".attemptVerification", this::attempt);
    }

    private String idOf(CheckedRequest request) {
        return request.variable(kind.field() + "_id");
    }

    private JsonObject userOf(CheckedRequest request) {
        var user = instance.users().firstBy(indexName(), idOf(request));
        if (user == null) {
            throw ErrorResponseException.notFound(kind.noun(), idOf(request));
        }
        return user;
    }

    private JsonObject find(CheckedRequest request, JsonObject user) {
        return Json.objects(user, kind.list()).stream()
                .filter(one -> Resource.id(one).equals(idOf(request)))
                .findFirst()
                .orElseThrow();
    }

    private JsonElement create(CheckedRequest request) {
        var user = instance.users().get(request.required("user_id"));
        // Clerk: an identification that an administrator adds is verified unless the body says otherwise.
        var status = isFalse(request, "verified") ? "unverified" : "verified";
        var address = Messages.primaryAddress(user);
        var made = identifications.add(user, kind, request.required(kind.field()), status);
        change(request, user, made);
        tellOfChange(request, address, user);
        users.changed(user);
        return made;
    }

    private static boolean isFalse(CheckedRequest request, String name) {
        return Json.value(request.body(), name) != null && !request.flag(name);
    }

    private JsonElement update(CheckedRequest request) {
        var user = userOf(request);
        var one = find(request, user);
        var address = Messages.primaryAddress(user);
        if (Json.value(request.body(), "verified") != null) {
            Identifications.verify(one, request.flag("verified"));
        }
        change(request, user, one);
        tellOfChange(request, address, user);
        one.addProperty("updated_at", instance.now());
        users.changed(user);
        return one;
    }

    private void change(CheckedRequest request, JsonObject user, JsonObject one) {
        if (request.flag("primary")) {
            user.add(kind.primary(), one.get("id"));
        }
        if (Json.value(request.body(), "reserved_for_second_factor") != null) {
            one.addProperty("reserved_for_second_factor", request.flag("reserved_for_second_factor"));
        }
    }

    private void tellOfChange(CheckedRequest request, @Nullable String formerAddress, JsonObject user) {
        if (kind == Kind.EMAIL_ADDRESS && request.flag("notify_primary_email_address_changed")) {
            new Messages(instance).tellOfChange(formerAddress, user);
        }
    }

    private JsonElement delete(CheckedRequest request) {
        var user = userOf(request);
        var one = find(request, user);
        user.getAsJsonArray(kind.list()).remove(one);
        if (one.get("id").equals(user.get(kind.primary()))) {
            var rest = Json.objects(user, kind.list());
            user.add(
                    kind.primary(),
                    rest.isEmpty() ? JsonNull.INSTANCE : rest.get(0).get("id"));
        }
        users.changed(user);
        var deleted = new JsonObject();
        deleted.add("object", one.get("object"));
        deleted.add("id", one.get("id"));
        deleted.addProperty("deleted", true);
        return deleted;
    }

    /** Puts one identification in the place of all that the user has, or of none if it is refused. */
    private JsonElement replace(CheckedRequest request) {
        var user = instance.users().get(request.variable("user_id"));
        var value = request.required(kind.field());
        var address = Messages.primaryAddress(user);
        var old = user.getAsJsonArray(kind.list());
        var primary = user.get(kind.primary());
        user.add(kind.list(), new JsonArray());
        user.add(kind.primary(), JsonNull.INSTANCE);
        // Its own address is not taken by the user who has it.
        instance.users().changed(Resource.id(user));
        try {
            var status = request.text("identification_status");
            var made = identifications.add(user, kind, value, status == null ? "verified" : status);
            tellOfChange(request, address, user);
            users.changed(user);
            return made;
        } catch (ErrorResponseException refused) {
            user.add(kind.list(), old);
            user.add(kind.primary(), primary);
            instance.users().changed(Resource.id(user));
            throw refused;
        }
    }

    private JsonElement prepare(CheckedRequest request) {
        var one = find(request, userOf(request));
        requireUnverified(one);
        var attempt = new JsonObject();
        attempt.addProperty("object", "verification");
        attempt.addProperty("id", instance.ids().id("ver_"));
        attempt.addProperty("status", "unverified");
        attempt.addProperty("strategy", kind == Kind.PHONE_NUMBER ? "phone_code" : "email_code");
        attempt.addProperty("attempts", 0);
        attempt.addProperty("expire_at", instance.now() + CODE_LIFETIME.toMillis());
        attempt.add("identification", one.get("id"));
        var code = instance.ids().code();
        attempt.addProperty("code", code);
        var channel = kind == Kind.PHONE_NUMBER ? Messages.Channel.SMS : Messages.Channel.EMAIL;
        new Messages(instance).send(channel, one.get(kind.field()).getAsString(), "verification_code", code, null);
        instance.table(VERIFICATIONS).put(Resource.id(attempt), attempt);
        return attempt;
    }

    private static void requireUnverified(JsonObject one) {
        if (isVerified(one)) {
            throw new ErrorResponseException(
                    BAD_REQUEST, "verification_already_verified", "This identification is verified already.");
        }
    }

    private static boolean isVerified(JsonObject one) {
        return Json.value(one, "verification") != null
                && "verified".equals(Json.text(Json.object(one, "verification"), "status"));
    }

    private JsonElement attempt(CheckedRequest request) {
        var user = userOf(request);
        var one = find(request, user);
        requireUnverified(one);
        var attempt = instance.table(VERIFICATIONS).get(request.required("verification_id"));
        if (!one.get("id").equals(attempt.get("identification"))) {
            throw ErrorResponseException.notFound("verification", request.required("verification_id"));
        }
        requireOpen(attempt);
        attempt.addProperty("attempts", Json.number(attempt, "attempts") + 1);
        if (!accepts(attempt, request.required("code"))) {
            throw ErrorResponseException.unprocessable("form_code_incorrect", "The code is not right.", "code");
        }
        attempt.addProperty("status", "verified");
        var verification = attempt.deepCopy();
        verification.addProperty("object", "verification_otp");
        List.of("id", "identification", "code").forEach(verification::remove);
        one.add("verification", verification);
        users.changed(user);
        return attempt;
    }

    private boolean accepts(JsonObject attempt, String code) {
        var isTestCode = code.equals("424242") && !instance.settings().strictCodes();
        return isTestCode || code.equals(Json.text(attempt, "code"));
    }

    private void requireOpen(JsonObject attempt) {
        if (Json.number(attempt, "expire_at") <= instance.now()) {
            throw new ErrorResponseException(BAD_REQUEST, "verification_expired", "The code has expired.");
        }
        if (Json.number(attempt, "attempts") >= MAX_ATTEMPTS) {
            throw new ErrorResponseException(
                    BAD_REQUEST, "verification_failed", "There were too many attempts. Another one is needed.");
        }
    }
}
