package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on memberships of organizations, under three paths. */
final class MembershipsResource {
    private final BodyShape metadata = new BodyShape().object("public_metadata", "private_metadata");
    private final BodyShape create = new BodyShape()
            .text("user_id", "role")
            .object("public_metadata", "private_metadata")
            .require("user_id", "role");
    private final BodyShape update = new BodyShape().text("role").require("role");
    private final Store store;
    private final Memberships memberships;
    private final UserFilter filter;
    private final Order.Keys order;

    MembershipsResource(Store store, Memberships memberships) {
        this.store = store;
        this.memberships = memberships;
        this.filter = new UserFilter(store);
        this.order = new Order.Keys(Map.of(
                "created_at", Order.number("created_at"),
                "first_name", ofUser(Order.text("first_name")),
                "last_name", ofUser(Order.text("last_name")),
                "username", ofUser(Order.text("username")),
                "email_address", ofUser(UserFilter.firstOf(Identifications.Kind.EMAIL_ADDRESS)),
                "phone_number", ofUser(UserFilter.firstOf(Identifications.Kind.PHONE_NUMBER))));
    }

    void addTo(Router router) {
        var ofOne = "/v1/organizations/{organization_id}/memberships";
        router.add("GET " + ofOne, this::list);
        router.add("POST " + ofOne, this::create);
        router.add("PATCH " + ofOne + "/{user_id}", this::update);
        router.add("DELETE " + ofOne + "/{user_id}", this::delete);
        router.add("PATCH " + ofOne + "/{user_id}/metadata", this::mergeMetadata);
        router.add("GET /v1/users/{user_id}/organization_memberships", this::listOfUser);
        router.add("GET /v1/organization_memberships", this::listAll);
    }

    private Function<JsonObject, @Nullable Object> ofUser(Function<JsonObject, @Nullable Object> reader) {
        return membership -> reader.apply(memberships.user(membership));
    }

    private JsonObject organization(Call call) {
        return store.organizations().get(call.variable("organization_id"));
    }

    private JsonObject membership(Call call) {
        organization(call);
        return store.memberships().get(key(call));
    }

    private static String key(Call call) {
        return Memberships.key(call.variable("organization_id"), call.variable("user_id"));
    }

    private JsonElement list(Call call) {
        var query = call.query();
        var matches = filter.of(query);
        var roles = query.all("role");
        var found = memberships
                .in(organization(call))
                .filter(membership -> matches.test(memberships.user(membership)))
                .filter(membership -> roles.isEmpty() || roles.contains(Json.text(membership, "role")))
                .toList();
        return page(call, found);
    }

    private JsonElement listOfUser(Call call) {
        var userId = call.variable("user_id");
        store.users().get(userId);
        return page(call, store.memberships().all(membership -> userId.equals(Json.text(membership, "user_id"))));
    }

    private JsonElement listAll(Call call) {
        return page(call, store.memberships().all());
    }

    private JsonElement page(Call call, Collection<JsonObject> found) {
        var query = call.query();
        var sorted = Order.of(query, order).sort(found, order);
        return Window.of(query).counted(sorted.stream().map(memberships::shown).toList());
    }

    private JsonElement create(Call call) {
        var organization = organization(call);
        var body = call.body(create);
        var userId = body.remove("user_id").getAsString();
        var role = body.remove("role").getAsString();
        return memberships.shown(memberships.add(organization, userId, role, body));
    }

    private JsonElement update(Call call) {
        var membership = membership(call);
        memberships.changeRole(membership, call.body(update).get("role").getAsString());
        return memberships.shown(membership);
    }

    private JsonElement delete(Call call) {
        var shown = memberships.shown(membership(call));
        store.memberships().remove(key(call));
        return shown;
    }

    private JsonElement mergeMetadata(Call call) {
        var membership = membership(call);
        Metadata.merge(membership, call.body(metadata));
        memberships.touch(membership);
        return memberships.shown(membership);
    }
}
