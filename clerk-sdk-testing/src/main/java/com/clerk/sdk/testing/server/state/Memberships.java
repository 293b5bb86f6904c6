package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.stream.Stream;

/** Creates memberships of organizations, and writes them with the current state of the organization and the user. */
public final class Memberships {
    private final Instance instance;
    private final Roles roles;

    /** Makes the operations on the memberships of an instance. */
    public Memberships(Instance instance) {
        this.instance = instance;
        this.roles = instance.roles();
    }

    public static String key(String organizationId, String userId) {
        return organizationId + "/" + userId;
    }

    public JsonObject add(JsonObject organization, String userId, String role, JsonObject metadata) {
        var organizationId = organization.get("id").getAsString();
        instance.users().get(userId);
        if (instance.memberships().find(key(organizationId, userId)) != null) {
            throw new ErrorResponseException(
                    400,
                    "already_a_member_in_organization",
                    "The user " + userId + " is already a member of the organization " + organizationId + ".");
        }
        requireRoom(organization, role);
        var membership = make(organizationId, userId, role);
        Metadata.replace(membership, metadata);
        instance.memberships().put(key(organizationId, userId), membership);
        instance.events().publish("organizationMembership.created", toResponse(membership));
        return membership;
    }

    /** Removes a membership. Sessions in which its organization is active become sessions without one. */
    public void remove(JsonObject membership) {
        var organizationId = membership.get("organization_id").getAsString();
        var userId = membership.get("user_id").getAsString();
        var response = toResponse(membership);
        instance.memberships().remove(key(organizationId, userId));
        instance.sessions().by("user_id", userId).stream()
                .filter(session -> organizationId.equals(Json.text(session, "last_active_organization_id")))
                .forEach(session -> session.add("last_active_organization_id", JsonNull.INSTANCE));
        instance.events().publish("organizationMembership.deleted", response);
    }

    /** Refuses a further member if the role is unknown, or the organization has as many as it may have. */
    public void requireRoom(JsonObject organization, String role) {
        roles.requireKnown(role);
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
        membership.addProperty("id", instance.ids().id("orgmem_"));
        membership.addProperty("organization_id", organizationId);
        membership.addProperty("user_id", userId);
        membership.addProperty("role", role);
        membership.add("public_metadata", new JsonObject());
        membership.add("private_metadata", new JsonObject());
        membership.addProperty("created_at", instance.now());
        membership.addProperty("updated_at", instance.now());
        return membership;
    }

    public long count(JsonObject organization) {
        return in(organization).count();
    }

    public Stream<JsonObject> in(JsonObject organization) {
        var id = organization.get("id").getAsString();
        return instance.memberships().by("organization_id", id).stream();
    }

    public boolean hasNoManager(JsonObject organization) {
        return in(organization)
                .map(membership -> membership.get("role").getAsString())
                .noneMatch(role -> roles.permissions(role).contains("org:sys_memberships:manage"));
    }

    public JsonObject user(JsonObject membership) {
        return instance.users().get(membership.get("user_id").getAsString());
    }

    public void changeRole(JsonObject membership, String role) {
        membership.addProperty("role", roles.requireKnown(role));
        touch(membership);
        instance.events().publish("organizationMembership.updated", toResponse(membership));
    }

    public void touch(JsonObject membership) {
        membership.addProperty("updated_at", instance.now());
    }

    /**
     * Returns the membership as it is sent: with the organization and the user in full, which are stored by id here.
     */
    public JsonObject toResponse(JsonObject membership) {
        var response = membership.deepCopy();
        var role = membership.get("role").getAsString();
        response.remove("organization_id");
        response.remove("user_id");
        response.addProperty("role_name", roles.name(role));
        response.add("permissions", Json.arrayOfTexts(roles.permissions(role)));
        response.add("organization", organization(membership));
        response.add("public_user_data", publicUserData(user(membership)));
        return response;
    }

    private JsonElement organization(JsonObject membership) {
        return instance.organizations().get(membership.get("organization_id").getAsString());
    }

    /** Returns the part of a user that other members of an organization see. */
    public static JsonObject publicUserData(JsonObject user) {
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
        return Json.of(Users.identifier(user));
    }
}
