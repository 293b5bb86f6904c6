package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The operations under {@code /v1/users}. */
final class UsersResource {
    private static final int LOCKOUT_SECONDS = 3600;
    private static final int MOST_IDS = 50;

    private final BodyShape metadata = new BodyShape().object("public_metadata", "private_metadata", "unsafe_metadata");
    private final BodyShape create = shared().texts(
                    "email_address", "email_address_identification_status", "phone_number")
            .texts("phone_number_identification_status", "web3_wallet")
            .object("public_metadata", "private_metadata", "unsafe_metadata")
            .flag("skip_password_requirement", "skip_user_requirement", "banned", "locked");
    private final BodyShape update = shared().text(
                    "primary_email_address_id", "primary_phone_number_id", "primary_web3_wallet_id", "profile_image_id")
            .flag("notify_primary_email_address_changed", "sign_out_of_other_sessions");
    private final BodyShape ids = new BodyShape().texts("user_ids").require("user_ids");
    private final Store store;
    private final UserFilter filter;
    private final UserChanges changes;
    private final SessionsResource sessions;

    UsersResource(Store store, SessionsResource sessions) {
        this.store = store;
        this.filter = new UserFilter(store);
        this.changes = new UserChanges(store);
        this.sessions = sessions;
    }

    private static BodyShape shared() {
        return new BodyShape()
                .text("external_id", "first_name", "last_name", "locale", "username", "password", "password_digest")
                .text("password_hasher", "totp_secret", "legal_accepted_at", "created_at")
                .texts("backup_codes")
                .flag("skip_password_checks", "skip_legal_checks", "delete_self_enabled", "create_organization_enabled")
                .flag("bypass_client_trust")
                .number("create_organizations_limit");
    }

    void addTo(Router router) {
        router.add("GET /v1/users/count", this::count);
        router.add("POST /v1/users/ban", call -> bulk(call, this::ban));
        router.add("POST /v1/users/unban", call -> bulk(call, this::unban));
        router.add("GET /v1/users", this::list);
        router.add("POST /v1/users", this::create);
        router.add("GET /v1/users/{user_id}", this::user);
        router.add("PATCH /v1/users/{user_id}", this::update);
        router.add("DELETE /v1/users/{user_id}", this::delete);
        router.add("PATCH /v1/users/{user_id}/metadata", call -> changeMetadata(call, Metadata::merge));
        router.add("PUT /v1/users/{user_id}/metadata", call -> changeMetadata(call, Metadata::replace));
        router.add("POST /v1/users/{user_id}/ban", call -> ban(user(call)));
        router.add("POST /v1/users/{user_id}/unban", call -> unban(user(call)));
        router.add("POST /v1/users/{user_id}/lock", call -> lock(user(call)));
        router.add("POST /v1/users/{user_id}/unlock", call -> unlock(user(call)));
    }

    private JsonObject user(Call call) {
        return store.users().get(call.variable("user_id"));
    }

    private JsonElement list(Call call) {
        var query = call.query();
        var window = Window.of(query);
        var order = Order.of(query, UserFilter.ORDER);
        var users = order.sort(store.users().all(), UserFilter.ORDER);
        var cursor = query.first("starting_after");
        var rest = cursor == null ? users : after(cursor, users, order, window);
        return Json.array(window.of(rest.stream().filter(filter.of(query)).toList()));
    }

    private static List<JsonObject> after(String cursor, List<JsonObject> users, Order order, Window window) {
        if (!order.field().equals(Order.CREATED_AT)) {
            throw Problem.invalid("starting_after", "used with an order by created_at alone");
        }
        if (window.offset() > 0) {
            throw Problem.invalid("starting_after", "used without an offset");
        }
        var position = IntStream.range(0, users.size())
                .filter(i -> cursor.equals(Json.text(users.get(i), "id")))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("starting_after", "the id of a user"));
        return users.subList(position + 1, users.size());
    }

    private JsonElement count(Call call) {
        var count = new JsonObject();
        count.addProperty("object", "total_count");
        count.addProperty(
                "total_count", store.users().all(filter.of(call.query())).size());
        return count;
    }

    private JsonElement create(Call call) {
        var user = changes.create(call.body(create));
        store.users().put(user.get("id").getAsString(), user);
        return user;
    }

    private JsonElement update(Call call) {
        var user = user(call);
        var body = call.body(update);
        changes.update(user, body);
        if (Json.flag(body, "sign_out_of_other_sessions")) {
            sessions.revokeAllOf(call.variable("user_id"));
        }
        return user;
    }

    private JsonElement delete(Call call) {
        var user = user(call);
        var id = call.variable("user_id");
        store.users().remove(id);
        store.memberships().removeAll(membership -> id.equals(Json.text(membership, "user_id")));
        store.sessions().removeAll(session -> id.equals(Json.text(session, "user_id")));
        return Deleted.of(user);
    }

    private JsonElement changeMetadata(Call call, BiConsumer<JsonObject, JsonObject> change) {
        var user = user(call);
        change.accept(user, call.body(metadata));
        return touched(user);
    }

    private JsonElement bulk(Call call, UnaryOperator<JsonObject> change) {
        var wanted = Json.texts(call.body(ids), "user_ids");
        if (wanted.isEmpty() || wanted.size() > MOST_IDS) {
            throw Problem.invalid("user_ids", "1 to " + MOST_IDS + " ids");
        }
        var users = wanted.stream().map(store.users()::get).toList();
        return Json.array(users.stream().map(change).toList());
    }

    private JsonObject ban(JsonObject user) {
        user.addProperty("banned", true);
        sessions.revokeAllOf(user.get("id").getAsString());
        return touched(user);
    }

    private JsonObject unban(JsonObject user) {
        user.addProperty("banned", false);
        return touched(user);
    }

    private JsonObject lock(JsonObject user) {
        user.addProperty("locked", true);
        user.addProperty("lockout_expires_in_seconds", LOCKOUT_SECONDS);
        return touched(user);
    }

    private JsonObject unlock(JsonObject user) {
        user.addProperty("locked", false);
        user.add("lockout_expires_in_seconds", JsonNull.INSTANCE);
        return touched(user);
    }

    private JsonObject touched(JsonObject user) {
        user.addProperty("updated_at", store.now());
        return user;
    }
}
