package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Objects;
import java.util.regex.Pattern;

/** Roles of organizations and the permissions that they grant. */
final class RolesResource {
    private static final String PERMISSIONS = "permissions";
    private static final Pattern ROLE = Pattern.compile("org:[a-zA-Z0-9_-]{1,120}");
    private static final Pattern PERMISSION = Pattern.compile("org:[a-zA-Z0-9_-]{1,120}:[a-zA-Z0-9_-]{1,120}");

    private final Backend backend;
    private final Instance instance;
    private final RoleUses uses;
    private final Resource roles;
    private final Resource permissions;

    RolesResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.uses = new RoleUses(instance);
        this.roles = new Resource(backend, "organizationRoles", "Role", "role_")
                .unique("key")
                .searched("name", "key", "description")
                .events("role.created", "role.updated", "role.deleted")
                .onChange(this::changeRole)
                .onAccepted(this::renameRole)
                .onDelete(this::requireUnused)
                .shownAs(this::withPermissions);
        this.permissions = new Resource(backend, "organizationPermissions", "Permission", "perm_")
                .unique("key")
                .searched("name", "key", "description")
                .events("permission.created", "permission.updated", "permission.deleted")
                .onCreate((row, request) -> row.addProperty("type", "user"))
                .onChange(this::changePermission)
                .onAccepted(this::renamePermission)
                .onDelete(this::removePermission);
    }

    void register() {
        roles.register();
        permissions.register();
        backend.operations().add("organizationRoles.assignPermission", this::assign);
        backend.operations().add("organizationRoles.removePermission", this::take);
    }

    private void changeRole(JsonObject row, CheckedRequest request) {
        requireForm(row, ROLE, "a key such as org:accountant");
        var given = Json.texts(request.body(), PERMISSIONS);
        if (Json.value(request.body(), PERMISSIONS) != null) {
            row.add(
                    PERMISSIONS,
                    Json.arrayOfTexts(given.stream().map(this::keyOf).distinct().toList()));
        }
    }

    private void renameRole(JsonObject old, JsonObject row) {
        uses.rename(old.get("key").getAsString(), row.get("key").getAsString());
    }

    private static void requireForm(JsonObject row, Pattern form, String expected) {
        if (!form.matcher(row.get("key").getAsString()).matches()) {
            throw ErrorResponseException.malformed("key", expected);
        }
    }

    /** Returns the key of a permission that is named by its id or its key. */
    private String keyOf(String idOrKey) {
        var table = permissions.table();
        var byId = table.find(idOrKey);
        var row = byId == null ? table.firstBy("key", idOrKey) : byId;
        if (row == null) {
            throw Lists.unknown("permission", PERMISSIONS);
        }
        return row.get("key").getAsString();
    }

    private JsonObject withPermissions(JsonObject row) {
        var shown = row.deepCopy();
        shown.add(
                PERMISSIONS,
                Json.array(Json.texts(row, PERMISSIONS).stream()
                        .map(key -> permissions.table().firstBy("key", key))
                        .filter(Objects::nonNull)
                        .toList()));
        return shown;
    }

    private void requireUnused(JsonObject row) {
        uses.requireNone(row.get("key").getAsString());
    }

    private void changePermission(JsonObject row, CheckedRequest request) {
        var old = permissions.table().find(Resource.id(row));
        if (old != null) {
            requireOwn(old);
        }
        requireForm(row, PERMISSION, "a key such as org:invoices:read");
    }

    private void renamePermission(JsonObject old, JsonObject row) {
        roles.table().all().forEach(role -> replace(role, old.get("key"), row.get("key")));
    }

    private static void replace(JsonObject role, JsonElement old, JsonElement key) {
        var keys = role.getAsJsonArray(PERMISSIONS);
        if (keys.remove(old)) {
            keys.add(key);
        }
    }

    private static void requireOwn(JsonObject permission) {
        if ("system".equals(Json.text(permission, "type"))) {
            throw new ErrorResponseException(
                    403,
                    "organization_system_permission_not_modifiable",
                    "This permission is Clerk's own, and cannot be changed.");
        }
    }

    private void removePermission(JsonObject row) {
        requireOwn(row);
        roles.table().all().forEach(role -> role.getAsJsonArray(PERMISSIONS).remove(row.get("key")));
    }

    private JsonElement assign(CheckedRequest request) {
        var role = roles.table().get(request.variable("organization_role_id"));
        var key = permissions.table().get(request.variable("permission_id")).get("key");
        if (role.getAsJsonArray(PERMISSIONS).contains(key)) {
            throw new ErrorResponseException(
                    409, "organization_role_permission_association_exists", "The role has this permission already.");
        }
        role.getAsJsonArray(PERMISSIONS).add(key);
        return roles.show(roles.touch(role));
    }

    private JsonElement take(CheckedRequest request) {
        var role = roles.table().get(request.variable("organization_role_id"));
        var key = permissions.table().get(request.variable("permission_id")).get("key");
        if (!role.getAsJsonArray(PERMISSIONS).remove(new JsonPrimitive(key.getAsString()))) {
            throw new ErrorResponseException(
                    404, "organization_role_permission_association_not_found", "The role does not have it.");
        }
        return roles.show(roles.touch(role));
    }
}
