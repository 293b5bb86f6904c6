package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.DeletedObject;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Directories of enterprise connections, under one of the two names that Clerk has for them. */
final class DirectoriesResource {
    private static final String KEY = "api_key";

    private final Backend backend;
    private final Instance instance;
    private final String group;
    private final String mappingType;
    private final Resource directories;
    private final Table mappings;

    /**
     * Declares directories.
     *
     * @param group {@code directories} or {@code scimDirectories}
     * @param type {@code Directory} or {@code ScimDirectory}
     */
    DirectoriesResource(Backend backend, String group, String type) {
        this.backend = backend;
        this.instance = backend.instance();
        this.group = group;
        this.mappingType = type.equals("Directory") ? "DirectoryGroupRoleMapping" : "ScimGroupRoleMapping";
        this.mappings = instance.table(type.toLowerCase(Locale.ROOT) + " mapping");
        this.directories = new Resource(backend, group, type, "dir_")
                .onCreate(this::complete)
                .onDelete(row -> instance.table(type.toLowerCase(Locale.ROOT) + " mapping")
                        .removeAll(of(row)))
                .shownAs(DirectoriesResource::withoutKey);
    }

    void register() {
        directories.register();
        var operations = backend.operations();
        operations.add(group + ".create", this::create);
        operations.add(group + ".rotateApiKey", this::rotate);
        operations.addList(group + ".listGroupRoleMappings", this::list);
        operations.add(group + ".createGroupRoleMapping", this::createMapping);
        operations.addList(group + ".replaceGroupRoleMappings", this::replaceAll);
        operations.add(group + ".deleteGroupRoleMapping", this::delete);
    }

    private void complete(JsonObject row, CheckedRequest request) {
        instance.table("enterprise connection").get(request.required("enterprise_connection_id"));
        if (request.text("name") == null) {
            row.add("name", row.get("provider"));
        }
        row.addProperty("enabled", true);
        row.addProperty("endpoint_url", instance.frontendUrl() + "/scim/v2/" + Resource.id(row));
        row.addProperty(KEY, instance.ids().key("scim_"));
    }

    /** Creates a directory with its mappings. Only this response and that of a rotation have the key. */
    private JsonElement create(CheckedRequest request) {
        var row = directories.newRow(request, request.body());
        var wanted = Json.objects(request.body(), "group_role_mappings");
        wanted.forEach(this::check);
        directories.insert(row);
        wanted.forEach(mapping -> map(row, mapping));
        return row;
    }

    private static JsonObject withoutKey(JsonObject row) {
        var shown = row.deepCopy();
        shown.add(KEY, JsonNull.INSTANCE);
        return shown;
    }

    private JsonElement rotate(CheckedRequest request) {
        var row = directories.get(request);
        row.addProperty(KEY, instance.ids().key("scim_"));
        return directories.touch(row);
    }

    private static Predicate<JsonObject> of(JsonObject directory) {
        return mapping -> directory.get("id").equals(mapping.get("directory_id"));
    }

    private List<JsonObject> list(CheckedRequest request) {
        return mappings.all(of(directories.get(request)));
    }

    private JsonElement createMapping(CheckedRequest request) {
        var directory = directories.get(request);
        check(request.body());
        return map(directory, request.body());
    }

    /** Refuses a mapping of an unknown role, or of no group. */
    private void check(JsonObject body) {
        instance.roles().roles().get(body.get("role_id").getAsString());
        if (groupId(body) == null) {
            throw ErrorResponseException.missing("directory_group_id");
        }
    }

    private static @Nullable String groupId(JsonObject body) {
        var id = Json.text(body, "directory_group_id");
        return id == null ? Json.text(body, "scim_group_id") : id;
    }

    /** Adds a mapping that was checked. */
    private JsonObject map(JsonObject directory, JsonObject body) {
        var role = instance.roles().roles().get(body.get("role_id").getAsString());
        var groupId = groupId(body);
        var mapping = backend.rows().make(mappingType, instance.now());
        mapping.addProperty("id", instance.ids().id("grm_"));
        for (var prefix : new String[] {"directory", "scim"}) {
            var name = Json.text(body, prefix + "_group_display_name");
            mapping.addProperty(prefix + "_group_id", groupId);
            mapping.addProperty(prefix + "_group_display_name", name == null ? groupId : name);
        }
        mapping.add("directory_id", directory.get("id"));
        mapping.add("scim_directory_id", directory.get("id"));
        mapping.add("role", role(role));
        var next = mappings.all(of(directory)).size() + 1;
        mapping.addProperty(
                "precedence", Json.value(body, "precedence") == null ? next : Json.number(body, "precedence"));
        mappings.put(Resource.id(mapping), mapping);
        return mapping;
    }

    private static JsonObject role(JsonObject role) {
        var shown = role.deepCopy();
        shown.add("permissions", Json.array(List.of()));
        return shown;
    }

    private List<JsonObject> replaceAll(CheckedRequest request) {
        var directory = directories.get(request);
        var wanted = Json.objects(request.body(), "mappings");
        wanted.forEach(this::check);
        mappings.removeAll(of(directory));
        var made = new ArrayList<JsonObject>();
        wanted.forEach(body -> made.add(map(directory, body)));
        return made;
    }

    private JsonElement delete(CheckedRequest request) {
        directories.get(request);
        var mapping = mappings.get(request.variable("mapping_id"));
        mappings.remove(Resource.id(mapping));
        return DeletedObject.of(mapping);
    }
}
