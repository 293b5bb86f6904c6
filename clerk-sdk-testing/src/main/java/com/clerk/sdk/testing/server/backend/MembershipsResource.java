package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.UserFilter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations on memberships of organizations, which Clerk has under three paths. */
final class MembershipsResource {
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

    void registerIn(Operations operations) {
        operations.addList("organizationMemberships.list", this::list, memberships::toResponse);
        operations.add("organizationMemberships.create", this::create);
        operations.add("organizationMemberships.update", this::update);
        operations.add("organizationMemberships.delete", this::delete);
        operations.add("organizationMemberships.mergeMetadata", this::mergeMetadata);
        operations.addList("users.listOrganizationMemberships", this::listOfUser, memberships::toResponse);
        operations.addList("organizationMemberships.listAll", this::listAll, memberships::toResponse);
    }

    private Function<JsonObject, @Nullable Object> ofUser(Function<JsonObject, @Nullable Object> reader) {
        return membership -> reader.apply(memberships.user(membership));
    }

    private JsonObject organization(CheckedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonObject membership(CheckedRequest request) {
        organization(request);
        return instance.memberships().get(key(request));
    }

    private static String key(CheckedRequest request) {
        return Memberships.key(request.variable("organization_id"), request.variable("user_id"));
    }

    private List<JsonObject> list(CheckedRequest request) {
        var query = request.query();
        var matches = filter.of(query);
        var roles = query.all("role");
        var found = memberships
                .in(organization(request))
                .filter(membership -> matches.test(memberships.user(membership)))
                .filter(membership -> roles.isEmpty() || roles.contains(Json.text(membership, "role")))
                .toList();
        return sorted(request, found);
    }

    private List<JsonObject> listOfUser(CheckedRequest request) {
        var userId = request.variable("user_id");
        instance.users().get(userId);
        return sorted(request, instance.memberships().by("user_id", userId));
    }

    private List<JsonObject> listAll(CheckedRequest request) {
        var asked = SortOrder.of(request.query(), order);
        return asked.isByCreation()
                ? instance.memberships().byCreation(asked.descending())
                : asked.sort(instance.memberships().all(), order);
    }

    private List<JsonObject> sorted(CheckedRequest request, Collection<JsonObject> found) {
        return SortOrder.of(request.query(), order).sort(found, order);
    }

    private JsonElement create(CheckedRequest request) {
        var organization = organization(request);
        var body = request.body();
        var userId = body.remove("user_id").getAsString();
        var role = body.remove("role").getAsString();
        return memberships.toResponse(memberships.add(organization, userId, role, body));
    }

    private JsonElement update(CheckedRequest request) {
        var membership = membership(request);
        memberships.changeRole(membership, request.body().get("role").getAsString());
        return memberships.toResponse(membership);
    }

    private JsonElement delete(CheckedRequest request) {
        var membership = membership(request);
        var response = memberships.toResponse(membership);
        memberships.remove(membership);
        return response;
    }

    private JsonElement mergeMetadata(CheckedRequest request) {
        var membership = membership(request);
        Metadata.merge(membership, request.body());
        memberships.touch(membership);
        return memberships.toResponse(membership);
    }
}
