package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The roles that members of organizations can have, each with its permissions. Rows of two tables. */
public final class Roles {
    /** The key of the role that creators of organizations have. */
    public static final String ADMIN = "org:admin";

    private static final String MEMBER = "org:member";
    private static final String SYSTEM = "org:sys_";
    private static final List<String> SYSTEM_PERMISSIONS = List.of(
            "org:sys_domains:manage",
            "org:sys_domains:read",
            "org:sys_memberships:manage",
            "org:sys_memberships:read",
            "org:sys_profile:delete",
            "org:sys_profile:manage");

    private final Instance instance;

    Roles(Instance instance) {
        this.instance = instance;
        roles().index("key", row -> UserFilter.valuesOf(row, "key"));
        permissions().index("key", row -> UserFilter.valuesOf(row, "key"));
        instance.seed(this::addUsual);
    }

    /** Returns the roles, with the keys of their permissions in {@code permissions}. Index: key. */
    public Table roles() {
        return instance.table("role");
    }

    /** Returns the permissions. Index: key. */
    public Table permissions() {
        return instance.table("permission");
    }

    private void addUsual() {
        var all = new LinkedHashMap<String, List<String>>();
        all.put(ADMIN, SYSTEM_PERMISSIONS);
        all.put(MEMBER, List.of("org:sys_memberships:read"));
        all.putAll(new TreeMap<>(instance.settings().roles()));
        SYSTEM_PERMISSIONS.forEach(this::addPermission);
        all.forEach(this::addRole);
    }

    private void addPermission(String key) {
        if (permissions().firstBy("key", key) == null) {
            var row = row("permission", "perm_", key);
            row.addProperty("description", "");
            row.addProperty("type", key.startsWith(SYSTEM) ? "system" : "user");
            permissions().put(row.get("id").getAsString(), row);
        }
    }

    private void addRole(String key, List<String> permissionKeys) {
        permissionKeys.forEach(this::addPermission);
        var row = row("role", "role_", key);
        row.add("description", JsonNull.INSTANCE);
        row.addProperty("is_creator_eligible", key.equals(ADMIN));
        row.add("permissions", Json.arrayOfTexts(permissionKeys));
        roles().put(row.get("id").getAsString(), row);
    }

    private JsonObject row(String object, String prefix, String key) {
        var row = new JsonObject();
        row.addProperty("object", object);
        row.addProperty("id", instance.ids().id(prefix));
        row.addProperty("name", nameOf(key));
        row.addProperty("key", key);
        row.addProperty("created_at", instance.now());
        row.addProperty("updated_at", instance.now());
        return row;
    }

    private @Nullable JsonObject find(String key) {
        return roles().firstBy("key", key);
    }

    /** Returns the role, if there is one of that name. */
    public String requireKnown(String role) {
        if (find(role) == null) {
            var known = roles().all().stream().map(row -> Json.text(row, "key")).toList();
            throw ErrorResponseException.invalid(
                    "role", "one of " + known + ". Add more with ClerkServer.builder().role");
        }
        return role;
    }

    /** Returns the keys of the permissions of a role; none if there is no such role. */
    public List<String> permissions(String role) {
        var row = find(role);
        return row == null ? List.of() : Json.texts(row, "permissions");
    }

    /** Returns the permissions of a role that session tokens carry: all but those that Clerk itself defines. */
    public List<String> permissionsInTokens(String role) {
        return permissions(role).stream()
                .filter(permission -> !permission.startsWith(SYSTEM))
                .toList();
    }

    /** Returns the display name of a role. */
    public String name(String role) {
        var row = find(role);
        var name = row == null ? null : Json.text(row, "name");
        return name == null ? nameOf(role) : name;
    }

    private static String nameOf(String key) {
        var words = key.substring(key.lastIndexOf(':') + 1).replace('_', ' ');
        return words.isEmpty() ? key : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
