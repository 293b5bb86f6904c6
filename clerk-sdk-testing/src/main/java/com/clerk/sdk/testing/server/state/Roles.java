package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The roles that members of organizations can have, each with its permissions. Immutable. */
public final class Roles {
    public static final String ADMIN = "org:admin";
    private static final String MEMBER = "org:member";
    private static final String SYSTEM = "org:sys_";

    private final Map<String, List<String>> permissions;

    public Roles(Map<String, List<String>> custom) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put(
                ADMIN,
                List.of(
                        "org:sys_domains:manage",
                        "org:sys_domains:read",
                        "org:sys_memberships:manage",
                        "org:sys_memberships:read",
                        "org:sys_profile:delete",
                        "org:sys_profile:manage"));
        all.put(MEMBER, List.of("org:sys_memberships:read"));
        all.putAll(custom);
        permissions = Map.copyOf(all);
    }

    /** Returns the role, if there is one of that name. */
    public String requireKnown(String role) {
        if (!permissions.containsKey(role)) {
            throw ErrorResponseException.invalid(
                    "role",
                    "one of " + permissions.keySet().stream().sorted().toList()
                            + ". Add more with ClerkServer.builder().role");
        }
        return role;
    }

    public List<String> permissions(String role) {
        return permissions.getOrDefault(role, List.of());
    }

    /** Returns the permissions of a role that session tokens carry: all but those that Clerk itself defines. */
    public List<String> permissionsInTokens(String role) {
        return permissions(role).stream()
                .filter(permission -> !permission.startsWith(SYSTEM))
                .toList();
    }

    /** Returns all roles as resources, the system's first. */
    public List<JsonObject> all() {
        return permissions.keySet().stream()
                .sorted()
                .map(key -> {
                    var role = new JsonObject();
                    role.addProperty("object", "role");
                    role.addProperty("id", "role_" + key.substring(key.lastIndexOf(':') + 1));
                    role.addProperty("key", key);
                    role.addProperty("name", name(key));
                    role.addProperty("description", "");
                    role.add("permissions", new JsonArray());
                    role.addProperty("created_at", 0);
                    role.addProperty("updated_at", 0);
                    return role;
                })
                .toList();
    }

    /** Returns the display name of a role. */
    public static String name(String role) {
        var words = role.substring(role.lastIndexOf(':') + 1).replace('_', ' ');
        return words.isEmpty() ? role : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
