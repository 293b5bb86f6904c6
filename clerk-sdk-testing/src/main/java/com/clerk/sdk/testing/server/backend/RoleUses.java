package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Roles;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** The resources that name a role by its key: memberships, invitations to organizations, and role sets. */
final class RoleUses {
    private static final String ROLE = "role";
    private static final String ROLES = "roles";
    private static final List<String> SPECIAL = List.of("default_role", "creator_role");

    private final Instance instance;

    RoleUses(Instance instance) {
        this.instance = instance;
    }

    private Table sets() {
        return instance.table("role set");
    }

    /** Refuses to delete a role that a resource names. */
    void requireNone(String key) {
        if (instance.memberships().all().stream().anyMatch(row -> key.equals(Json.text(row, ROLE)))) {
            throw new ErrorResponseException(
                    422, "organization_role_assigned_members", "Members have this role. Give them another one first.");
        }
        if (key.equals(Roles.ADMIN)) {
            throw new ErrorResponseException(
                    422,
                    "organization_role_default_creator_role",
                    "Creators of organizations have this role. Choose another one for them first.");
        }
        var isInvited = instance.organizationInvitations().all().stream()
                .anyMatch(row -> key.equals(Json.text(row, ROLE)) && "pending".equals(Json.text(row, "status")));
        if (isInvited) {
            throw new ErrorResponseException(
                    422, "organization_role_exists_in_invitations", "Pending invitations have this role.");
        }
        if (sets().all().stream().anyMatch(set -> isIn(set, key))) {
            throw new ErrorResponseException(
                    422,
                    "organization_role_on_set_assigned_to_user",
                    "A role set has this role. Give the set another one first.");
        }
    }

    private static boolean isIn(JsonObject set, String key) {
        return Json.texts(set, ROLES).contains(key)
                || SPECIAL.stream().anyMatch(field -> key.equals(Json.text(set, field)));
    }

    /** Gives a role another key in all resources that name it. */
    void rename(String old, String key) {
        renameIn(instance.memberships(), ROLE, old, key);
        renameIn(instance.organizationInvitations(), ROLE, old, key);
        SPECIAL.forEach(field -> renameIn(sets(), field, old, key));
        var from = new JsonPrimitive(old);
        var to = new JsonPrimitive(key);
        sets().all().forEach(set -> set.getAsJsonArray(ROLES).asList().replaceAll(one -> one.equals(from) ? to : one));
    }

    private static void renameIn(Table table, String field, String old, String key) {
        table.all(row -> old.equals(Json.text(row, field))).forEach(row -> row.addProperty(field, key));
    }
}
