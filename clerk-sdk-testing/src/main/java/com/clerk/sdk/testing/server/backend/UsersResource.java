package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.BodySchema;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.state.UserFilter;
import com.clerk.sdk.testing.server.state.UserWriter;
import com.clerk.sdk.testing.server.state.Users;
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
    private static final int MAX_IDS = 50;

    private final BodySchema metadata =
            new BodySchema().objects("public_metadata", "private_metadata", "unsafe_metadata");
    private final BodySchema create = shared().stringArrays(
                    "email_address", "email_address_identification_status", "phone_number")
            .stringArrays("phone_number_identification_status", "web3_wallet")
            .objects("public_metadata", "private_metadata", "unsafe_metadata")
            .booleans("skip_password_requirement", "skip_user_requirement", "banned", "locked");
    private final BodySchema update = shared().strings(
                    "primary_email_address_id", "primary_phone_number_id", "primary_web3_wallet_id", "profile_image_id")
            .booleans("notify_primary_email_address_changed", "sign_out_of_other_sessions");
    private final BodySchema ids = new BodySchema().stringArrays("user_ids").require("user_ids");
    private final Instance instance;
    private final UserFilter filter;
    private final UserWriter writer;
    private final Sessions sessions;
    private final Users users;

    UsersResource(Instance instance) {
        this.instance = instance;
        this.filter = new UserFilter(instance);
        this.writer = new UserWriter(instance);
        this.sessions = new Sessions(instance);
        this.users = new Users(instance);
    }

    private static BodySchema shared() {
        return new BodySchema()
                .strings("external_id", "first_name", "last_name", "locale", "username", "password", "password_digest")
                .strings("password_hasher", "totp_secret", "legal_accepted_at", "created_at")
                .stringArrays("backup_codes")
                .booleans(
                        "skip_password_checks",
                        "skip_legal_checks",
                        "delete_self_enabled",
                        "create_organization_enabled")
                .booleans("bypass_client_trust")
                .integers("create_organizations_limit");
    }

    void registerIn(Router router) {
        router.add("GET /v1/users/count", this::count);
        router.add("POST /v1/users/ban", request -> bulk(request, this::ban));
        router.add("POST /v1/users/unban", request -> bulk(request, this::unban));
        router.add("GET /v1/users", this::list);
        router.add("POST /v1/users", this::create);
        router.add("GET /v1/users/{user_id}", this::user);
        router.add("PATCH /v1/users/{user_id}", this::update);
        router.add("DELETE /v1/users/{user_id}", this::delete);
        router.add("PATCH /v1/users/{user_id}/metadata", request -> changeMetadata(request, Metadata::merge));
        router.add("PUT /v1/users/{user_id}/metadata", request -> changeMetadata(request, Metadata::replace));
        router.add("POST /v1/users/{user_id}/ban", request -> ban(user(request)));
        router.add("POST /v1/users/{user_id}/unban", request -> unban(user(request)));
        router.add("POST /v1/users/{user_id}/lock", request -> lock(user(request)));
        router.add("POST /v1/users/{user_id}/unlock", request -> unlock(user(request)));
    }

    private JsonObject user(RoutedRequest request) {
        return instance.users().get(request.variable("user_id"));
    }

    private JsonElement list(RoutedRequest request) {
        var query = request.query();
        var range = PageRange.of(query);
        var order = SortOrder.of(query, UserFilter.ORDER);
        var all = order.sort(instance.users().all(), UserFilter.ORDER);
        var cursor = query.first("starting_after");
        var rest = cursor == null ? all : after(cursor, all, order, range);
        return Json.array(range.slice(rest.stream().filter(filter.of(query)).toList()));
    }

    private static List<JsonObject> after(String cursor, List<JsonObject> users, SortOrder order, PageRange range) {
        if (!order.field().equals(SortOrder.CREATED_AT)) {
            throw ErrorResponseException.invalid("starting_after", "used with an order by created_at alone");
        }
        if (range.offset() > 0) {
            throw ErrorResponseException.invalid("starting_after", "used without an offset");
        }
        var position = IntStream.range(0, users.size())
                .filter(i -> cursor.equals(Json.text(users.get(i), "id")))
                .findFirst()
                .orElseThrow(() -> ErrorResponseException.invalid("starting_after", "the id of a user"));
        return users.subList(position + 1, users.size());
    }

    private JsonElement count(RoutedRequest request) {
        var count = new JsonObject();
        count.addProperty("object", "total_count");
        count.addProperty(
                "total_count", instance.users().all(filter.of(request.query())).size());
        return count;
    }

    private JsonElement create(RoutedRequest request) {
        return users.add(writer.create(request.body(create)));
    }

    private JsonElement update(RoutedRequest request) {
        var user = user(request);
        var body = request.body(update);
        writer.update(user, body);
        users.changed(user);
        if (Json.flag(body, "sign_out_of_other_sessions")) {
            sessions.revokeAllOf(request.variable("user_id"));
        }
        return user;
    }

    private JsonElement delete(RoutedRequest request) {
        return users.delete(user(request));
    }

    private JsonElement changeMetadata(RoutedRequest request, BiConsumer<JsonObject, JsonObject> change) {
        var user = user(request);
        change.accept(user, request.body(metadata));
        return touched(user);
    }

    private JsonElement bulk(RoutedRequest request, UnaryOperator<JsonObject> change) {
        var wanted = Json.texts(request.body(ids), "user_ids");
        if (wanted.isEmpty() || wanted.size() > MAX_IDS) {
            throw ErrorResponseException.invalid("user_ids", "1 to " + MAX_IDS + " ids");
        }
        var found = wanted.stream().map(instance.users()::get).toList();
        return Json.array(found.stream().map(change).toList());
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
        return users.changed(user);
    }
}
