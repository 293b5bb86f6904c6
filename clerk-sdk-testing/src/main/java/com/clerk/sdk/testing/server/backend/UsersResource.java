package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
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
import org.jspecify.annotations.Nullable;

/** The operations under {@code /v1/users}. */
final class UsersResource {
    private static final int LOCKOUT_SECONDS = 3600;

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

    void registerIn(Operations operations) {
        operations.add("users.count", this::count);
        operations.add("users.bulkBan", request -> bulk(request, this::ban));
        operations.add("users.bulkUnban", request -> bulk(request, this::unban));
        operations.add("users.list", this::list);
        operations.add("users.create", this::create);
        operations.add("users.get", this::user);
        operations.add("users.update", this::update);
        operations.add("users.delete", this::delete);
        operations.add("users.mergeMetadata", request -> changeMetadata(request, Metadata::merge));
        operations.add("users.replaceMetadata", request -> changeMetadata(request, Metadata::replace));
        operations.add("users.ban", request -> ban(user(request)));
        operations.add("users.unban", request -> unban(user(request)));
        operations.add("users.lock", request -> lock(user(request)));
        operations.add("users.unlock", request -> unlock(user(request)));
        operations.add("users.setProfileImage", request -> changeImage(user(request), Uploads.urlOf(request)));
        operations.add("users.deleteProfileImage", request -> changeImage(user(request), null));
    }

    private JsonObject user(CheckedRequest request) {
        return instance.users().get(request.variable("user_id"));
    }

    private JsonElement list(CheckedRequest request) {
        var query = request.query();
        var range = PageRange.of(query);
        var order = SortOrder.of(query, UserFilter.ORDER);
        var cursor = query.first("starting_after");
        var rest = cursor == null ? candidates(query, order) : after(cursor, order, range);
        var matches = filter.of(query);
        return Json.array(range.slice(
                UserFilter.selectsAll(query)
                        ? rest
                        : rest.stream().filter(matches).toList()));
    }

    private List<JsonObject> candidates(Query query, SortOrder order) {
        return order.isByCreation() && UserFilter.selectsAll(query)
                ? instance.users().byCreation(order.descending())
                : order.sort(filter.candidates(query), UserFilter.ORDER);
    }

    private List<JsonObject> after(String cursor, SortOrder order, PageRange range) {
        if (!order.isByCreation()) {
            throw ErrorResponseException.invalid("starting_after", "used with an order by created_at alone");
        }
        if (range.offset() > 0) {
            throw ErrorResponseException.invalid("starting_after", "used without an offset");
        }
        var position = instance.users().positionByCreation(cursor, order.descending());
        if (position < 0) {
            throw ErrorResponseException.invalid("starting_after", "the id of a user");
        }
        var users = instance.users().byCreation(order.descending());
        return users.subList(position + 1, users.size());
    }

    private JsonElement count(CheckedRequest request) {
        var query = request.query();
        var matches = filter.of(query);
        var count = new JsonObject();
        count.addProperty("object", "total_count");
        count.addProperty(
                "total_count",
                UserFilter.selectsAll(query)
                        ? instance.users().size()
                        : filter.candidates(query).stream().filter(matches).count());
        return count;
    }

    private JsonElement create(CheckedRequest request) {
        return users.add(writer.create(request.body()));
    }

    private JsonElement update(CheckedRequest request) {
        var user = user(request);
        var address = Messages.primaryAddress(user);
        writer.update(user, request.body());
        if (request.flag("notify_primary_email_address_changed")) {
            new Messages(instance).tellOfChange(address, user);
        }
        if (request.flag("sign_out_of_other_sessions")) {
            sessions.revokeAllOf(Resource.id(user));
        }
        return touched(user);
    }

    private JsonElement delete(CheckedRequest request) {
        return users.delete(user(request));
    }

    private JsonElement changeMetadata(CheckedRequest request, BiConsumer<JsonObject, JsonObject> change) {
        var user = user(request);
        change.accept(user, request.body());
        return touched(user);
    }

    private JsonElement bulk(CheckedRequest request, UnaryOperator<JsonObject> change) {
        var found = Json.texts(request.body(), "user_ids").stream()
                .map(instance.users()::get)
                .toList();
        return Json.array(found.stream().map(change).toList());
    }

    private JsonObject changeImage(JsonObject user, @Nullable String url) {
        user.addProperty("has_image", url != null);
        var shown = url == null ? Images.placeholder(Resource.id(user)) : url;
        user.addProperty("image_url", shown);
        user.addProperty("profile_image_url", shown);
        return touched(user);
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
