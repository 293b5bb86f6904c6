package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.BodySchema;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.UserFilter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on memberships of organizations, which Clerk has under three paths. */
final class MembershipsResource {
    private final BodySchema metadata = new BodySchema().objects("public_metadata", "private_metadata");
    private final BodySchema create = new BodySchema()
            .strings("user_id", "role")
            .objects("public_metadata", "private_metadata")
            .require("user_id", "role");
    private final BodySchema update = new BodySchema().strings("role").require("role");
    private final Instance instance;
    private final Memberships memberships;
    private final UserFilter filter;
    private final SortOrder.Keys order;

    MembershipsResource(Instance instance, Memberships memberships) {
        this.instance = instance;
        this.memberships = memberships;
        this.filter = new UserFilter(instance);
        this.order = new SortOrder.Keys(Map.of(
                "created_at", SortOrder.number("created_at"),
                "first_name", ofUser(SortOrder.text("first_name")),
                "last_name", ofUser(SortOrder.text("last_name")),
                "username", ofUser(SortOrder.text("username")),
                "email_address", ofUser(UserFilter.firstOf(Identifications.Kind.EMAIL_ADDRESS)),
                "phone_number", ofUser(UserFilter.firstOf(Identifications.Kind.PHONE_NUMBER))));
    }

    void registerIn(Router router) {
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

    private JsonObject organization(RoutedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonObject membership(RoutedRequest request) {
        organization(request);
        return instance.memberships().get(key(request));
    }

    private static String key(RoutedRequest request) {
        return Memberships.key(request.variable("organization_id"), request.variable("user_id"));
    }

    private JsonElement list(RoutedRequest request) {
        var query = request.query();
        var matches = filter.of(query);
        var roles = query.all("role");
        var found = memberships
                .in(organization(request))
                .filter(membership -> matches.test(memberships.user(membership)))
                .filter(membership -> roles.isEmpty() || roles.contains(Json.text(membership, "role")))
                .toList();
        return page(request, found);
    }

    private JsonElement listOfUser(RoutedRequest request) {
        var userId = request.variable("user_id");
        instance.users().get(userId);
        return page(request, instance.memberships().by("user_id", userId));
    }

    private JsonElement listAll(RoutedRequest request) {
        return page(request, instance.memberships().all());
    }

    private JsonElement page(RoutedRequest request, Collection<JsonObject> found) {
        var query = request.query();
        var sorted = SortOrder.of(query, order).sort(found, order);
        return PageRange.of(query)
                .pageOf(sorted.stream().map(memberships::toResponse).toList());
    }

    private JsonElement create(RoutedRequest request) {
        var organization = organization(request);
        var body = request.body(create);
        var userId = body.remove("user_id").getAsString();
        var role = body.remove("role").getAsString();
        return memberships.toResponse(memberships.add(organization, userId, role, body));
    }

    private JsonElement update(RoutedRequest request) {
        var membership = membership(request);
        memberships.changeRole(membership, request.body(update).get("role").getAsString());
        return memberships.toResponse(membership);
    }

    private JsonElement delete(RoutedRequest request) {
        var membership = membership(request);
        var response = memberships.toResponse(membership);
        memberships.remove(membership);
        return response;
    }

    private JsonElement mergeMetadata(RoutedRequest request) {
        var membership = membership(request);
        Metadata.merge(membership, request.body(metadata));
        memberships.touch(membership);
        return memberships.toResponse(membership);
    }
}
