package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** Creates memberships of organizations, and writes them with the current state of the organization and the user. */
final class Memberships {
    private final Store store;
    private final Roles roles;

    Memberships(Store store, Roles roles) {
        this.store = store;
        this.roles = roles;
    }

    static String key(String organizationId, String userId) {
        return organizationId + "/" + userId;
    }

    JsonObject add(JsonObject organization, String userId, String role, JsonObject metadata) {
        var organizationId = organization.get("id").getAsString();
        store.users().get(userId);
        if (store.memberships().find(key(organizationId, userId)) != null) {
            throw new ErrorResponseException(
                    400,
                    "already_a_member_in_organization",
                    "The user " + userId + " is already a member of the organization " + organizationId + ".");
        }
        checkQuota(organization);
        var membership = make(organizationId, userId, roles.requireKnown(role));
        Metadata.replace(membership, metadata);
        store.memberships().put(key(organizationId, userId), membership);
        return membership;
    }

    private void checkQuota(JsonObject organization) {
        var limit = Json.number(organization, "max_allowed_memberships");
        if (limit > 0 && count(organization) >= limit) {
            throw new ErrorResponseException(
                    403,
                    "organization_membership_quota_exceeded",
                    "The organization already has " + limit
                            + " members, as many as its max_allowed_memberships allows.");
        }
    }

    private JsonObject make(String organizationId, String userId, String role) {
        var membership = new JsonObject();
        membership.addProperty("object", "organization_membership");
        membership.addProperty("id", store.ids().id("orgmem_"));
        membership.addProperty("organization_id", organizationId);
        membership.addProperty("user_id", userId);
        membership.addProperty("role", role);
        membership.add("public_metadata", new JsonObject());
        membership.add("private_metadata", new JsonObject());
        membership.addProperty("created_at", store.now());
        membership.addProperty("updated_at", store.now());
        return membership;
    }

    long count(JsonObject organization) {
        return in(organization).count();
    }

    Stream<JsonObject> in(JsonObject organization) {
        var id = organization.get("id").getAsString();
        return store.memberships().all().stream()
                .filter(membership -> id.equals(Json.text(membership, "organization_id")));
    }

    boolean hasNoManager(JsonObject organization) {
        return in(organization)
                .map(membership -> membership.get("role").getAsString())
                .noneMatch(role -> roles.permissions(role).contains("org:sys_memberships:manage"));
    }

    JsonObject user(JsonObject membership) {
        return store.users().get(membership.get("user_id").getAsString());
    }

    void changeRole(JsonObject membership, String role) {
        membership.addProperty("role", roles.requireKnown(role));
        touch(membership);
    }

    void touch(JsonObject membership) {
        membership.addProperty("updated_at", store.now());
    }

    /**
     * Returns the membership as it is sent: with the organization and the user in full, which are stored by id here.
     */
    JsonObject toResponse(JsonObject membership) {
        var response = membership.deepCopy();
        var role = membership.get("role").getAsString();
        response.remove("organization_id");
        response.remove("user_id");
        response.addProperty("role_name", Roles.name(role));
        response.add("permissions", Json.arrayOfTexts(roles.permissions(role)));
        response.add("organization", organization(membership));
        response.add("public_user_data", publicUserData(user(membership)));
        return response;
    }

    private JsonElement organization(JsonObject membership) {
        return store.organizations().get(membership.get("organization_id").getAsString());
    }

    private static JsonObject publicUserData(JsonObject user) {
        var data = new JsonObject();
        data.add("user_id", user.get("id"));
        for (var name : new String[] {
            "first_name",
            "last_name",
            "profile_image_url",
            "image_url",
            "has_image",
            "username",
            "banned",
            "deprovisioned"
        }) {
            data.add(name, user.get(name));
        }
        data.add("identifier", identifier(user));
        return data;
    }

    private static JsonElement identifier(JsonObject user) {
        return Stream.concat(
                        Stream.of(Identifications.Kind.values()).flatMap(kind -> kind.of(user).stream()),
                        UserFilter.valuesOf(user, "username").stream())
                .findFirst()
                .map(Json::of)
                .orElse(JsonNull.INSTANCE);
    }
}
