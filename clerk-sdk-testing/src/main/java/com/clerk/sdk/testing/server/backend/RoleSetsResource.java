package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.DeletedObject;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sets of roles, of which each organization uses one. */
final class RoleSetsResource {
    private static final String ROLES = "roles";
    private static final List<String> SPECIAL = List.of("default_role", "creator_role");

    private final Backend backend;
    private final Instance instance;
    private final Resource sets;

    RoleSetsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.sets = new Resource(backend, "roleSets", "RoleSet", "rset_")
                .unique("key")
                .searched("name", "key")
                .onCreate(this::complete)
                .onChange(this::change)
                .onAccepted((old, changed) -> moveOrganizations(old, changed.get("key")))
                .shownAs(this::withRoles);
    }

    void register() {
        sets.register();
        var operations = backend.operations();
        operations.add("roleSets.get", request -> sets.show(set(request)));
        operations.add("roleSets.update", request -> sets.show(sets.update(set(request), request)));
        operations.add("roleSets.replace", this::replace);
        operations.add("roleSets.addRoles", this::addRoles);
        operations.add("roleSets.replaceRole", this::replaceRole);
    }

    private JsonObject set(CheckedRequest request) {
        var keyOrId = request.variable("role_set_key_or_id");
        var byKey = sets.table().firstBy("key", keyOrId);
        return byKey == null ? sets.table().get(keyOrId) : byKey;
    }

    private void complete(JsonObject row, CheckedRequest request) {
        if (request.text("key") == null) {
            var name = request.required("name").toLowerCase(Locale.ROOT);
            row.addProperty("key", "role_set:" + name.replaceAll("[^a-z0-9]+", "_"));
        }
        row.add("role_set_migration", JsonNull.INSTANCE);
        if (request.text("type") == null) {
            row.addProperty("type", "custom");
        }
        Json.texts(request.body(), ROLES).forEach(this::role);
        if (Json.texts(request.body(), ROLES).isEmpty()) {
            throw ErrorResponseException.missing(ROLES);
        }
    }

    /** Sets the roles of new members and of creators, which must be in the set. */
    private void change(JsonObject row, CheckedRequest request) {
        for (var field : SPECIAL) {
            var key = request.text(field + "_key");
            if (key != null) {
                if (!Json.texts(row, ROLES).contains(key)) {
                    throw ErrorResponseException.invalid(field + "_key", "the key of a role of the set");
                }
                row.addProperty(field, key);
            }
        }
    }

    private JsonObject role(String key) {
        var role = instance.roles().roles().firstBy("key", key);
        if (role == null) {
            throw Lists.unknown("role", "role_keys");
        }
        return role;
    }

    private JsonObject withRoles(JsonObject row) {
        var shown = row.deepCopy();
        shown.add(
                ROLES,
                Json.array(Json.texts(row, ROLES).stream().map(this::item).toList()));
        for (var field : SPECIAL) {
            shown.add(field, itemOrNull(Json.text(row, field)));
        }
        return shown;
    }

    private JsonElement itemOrNull(@Nullable String key) {
        return key == null ? JsonNull.INSTANCE : item(key);
    }

    private JsonObject item(String key) {
        var role = role(key);
        var item = backend.rows().make("RoleSetItem", instance.now());
        backend.rows().copy(role, item, "RoleSetItem");
        item.addProperty("object", "role_set_item");
        item.addProperty(
                "members_count",
                instance.memberships()
                        .all(membership -> key.equals(Json.text(membership, "role")))
                        .size());
        return item;
    }

    private JsonElement addRoles(CheckedRequest request) {
        var row = set(request);
        var keys = new LinkedHashSet<>(Json.texts(row, ROLES));
        for (var key : Json.texts(request.body(), "role_keys")) {
            keys.add(role(key).get("key").getAsString());
        }
        var changed = row.deepCopy();
        changed.add(ROLES, Json.arrayOfTexts(keys));
        change(changed, request);
        changed.entrySet().forEach(field -> row.add(field.getKey(), field.getValue()));
        return sets.show(sets.touch(row));
    }

    private JsonElement replaceRole(CheckedRequest request) {
        var row = set(request);
        var from = request.required("role_key");
        var to = request.required("to_role_key");
        role(to);
        if (!Json.texts(row, ROLES).contains(from)) {
            throw ErrorResponseException.invalid("role_key", "the key of a role of the set");
        }
        var keys = new JsonArray();
        Json.texts(row, ROLES).stream()
                .map(key -> key.equals(from) ? to : key)
                .distinct()
                .forEach(keys::add);
        row.add(ROLES, keys);
        for (var field : SPECIAL) {
            if (from.equals(Json.text(row, field))) {
                row.addProperty(field, to);
            }
        }
        reassign(row, from, to);
        return sets.show(sets.touch(row));
    }

    /** Gives the members of the set's organizations another role. */
    private void reassign(JsonObject set, String from, String to) {
        for (var organization : instance.organizations().all()) {
            if (set.get("key").equals(organization.get("role_set_key"))) {
                instance.memberships().by("organization_id", Resource.id(organization)).stream()
                        .filter(membership -> from.equals(Json.text(membership, "role")))
                        .forEach(membership -> membership.addProperty("role", to));
            }
        }
    }

    private void moveOrganizations(JsonObject set, JsonElement key) {
        instance.organizations()
                .all(organization -> set.get("key").equals(organization.get("role_set_key")))
                .forEach(organization -> organization.add("role_set_key", key));
    }

    private String roleOf(JsonElement mapped) {
        if (!mapped.isJsonPrimitive()) {
            throw new ErrorResponseException(
                    422,
                    "organization_role_set_reassignment_mappings_invalid",
                    "A role must map to the key of a role.");
        }
        return role(mapped.getAsString()).get("key").getAsString();
    }

    private JsonElement replace(CheckedRequest request) {
        var row = set(request);
        var target = sets.table().firstBy("key", request.required("dest_role_set_key"));
        if (target == null || target.equals(row)) {
            throw ErrorResponseException.invalid("dest_role_set_key", "the key of another role set");
        }
        // All mappings are read before the first one is applied: a later one may be refused.
        var mappings = new LinkedHashMap<String, String>();
        Json.object(request.body(), "reassignment_mappings")
                .entrySet()
                .forEach(mapping -> mappings.put(mapping.getKey(), roleOf(mapping.getValue())));
        mappings.forEach((from, to) -> reassign(row, from, to));
        moveOrganizations(row, target.get("key"));
        sets.table().remove(Resource.id(row));
        return DeletedObject.of(row);
    }
}
