package com.clerk.sdk.testing;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The operations under {@code /v1/organizations}, but for those on memberships. */
final class OrganizationsResource {
    private static final int MAX_MEMBERS = 5;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]+");
    private static final String COUNT = "members_count";
    private static final Order.Keys ORDER = new Order.Keys(
            Map.of("name", Order.text("name"), "created_at", Order.number("created_at"), COUNT, Order.number(COUNT)));

    private final BodyShape metadata = new BodyShape().object("public_metadata", "private_metadata");
    private final BodyShape create = shared().text("created_by")
            .object("public_metadata", "private_metadata")
            .require("name");
    private final BodyShape update = shared().flag("admin_delete_enabled");
    private final Store store;
    private final Memberships memberships;

    OrganizationsResource(Store store, Memberships memberships) {
        this.store = store;
        this.memberships = memberships;
    }

    private static BodyShape shared() {
        return new BodyShape()
                .text("name", "slug", "created_at", "role_set_key")
                .number("max_allowed_memberships");
    }

    void addTo(Router router) {
        router.add("GET /v1/organizations", this::list);
        router.add("POST /v1/organizations", this::create);
        router.add("GET /v1/organizations/{organization_id}", this::get);
        router.add("PATCH /v1/organizations/{organization_id}", this::update);
        router.add("DELETE /v1/organizations/{organization_id}", this::delete);
        router.add("PATCH /v1/organizations/{organization_id}/metadata", call -> changeMetadata(call, Metadata::merge));
        router.add("PUT /v1/organizations/{organization_id}/metadata", call -> changeMetadata(call, Metadata::replace));
    }

    private JsonElement list(Call call) {
        var query = call.query();
        var counted = store.organizations().all(matches(query)).stream()
                .map(this::counted)
                .toList();
        var sorted = Order.of(query, ORDER).sort(counted, ORDER);
        sorted.forEach(organization -> showOnly(organization, query));
        return Window.of(query).counted(sorted);
    }

    private Predicate<JsonObject> matches(Query query) {
        Predicate<JsonObject> isListed =
                UserFilter.signed(query.all("organization_id"), organization -> UserFilter.listed(organization, "id"));
        return isListed.and(UserFilter.signed(query.all("user_id"), this::memberIds))
                .and(organization -> isFound(organization, query.first("query")));
    }

    private List<String> memberIds(JsonObject organization) {
        return memberships
                .in(organization)
                .map(membership -> membership.get("user_id").getAsString())
                .toList();
    }

    private static boolean isFound(JsonObject organization, @Nullable String text) {
        if (text == null || text.isEmpty() || text.equals(Json.text(organization, "id"))) {
            return true;
        }
        var part = text.toLowerCase(Locale.ROOT);
        return organization.get("name").getAsString().toLowerCase(Locale.ROOT).contains(part)
                || organization.get("slug").getAsString().contains(part);
    }

    private JsonObject counted(JsonObject organization) {
        var counted = organization.deepCopy();
        counted.addProperty(COUNT, memberships.count(organization));
        return counted;
    }

    private void showOnly(JsonObject counted, Query query) {
        if (!query.flag("include_members_count")) {
            counted.remove(COUNT);
        }
        if (query.flag("include_missing_member_with_elevated_permissions")) {
            counted.addProperty("missing_member_with_elevated_permissions", memberships.hasNoManager(counted));
        }
    }

    private JsonElement get(Call call) {
        var idOrSlug = call.variable("organization_id");
        var bySlug = store.organizations().all(one -> idOrSlug.equals(Json.text(one, "slug")));
        var shown = counted(bySlug.isEmpty() ? store.organizations().get(idOrSlug) : bySlug.get(0));
        showOnly(shown, call.query());
        return shown;
    }

    private JsonElement create(Call call) {
        var body = call.body(create);
        var creator = Json.text(body, "created_by");
        if (creator != null) {
            store.users().get(creator);
        }
        var organization = blank();
        apply(organization, body);
        if (Json.value(body, "slug") == null) {
            organization.addProperty("slug", freeSlug(organization.get("name").getAsString()));
        }
        Metadata.replace(organization, metadata(body));
        store.organizations().put(organization.get("id").getAsString(), organization);
        if (creator != null) {
            organization.addProperty("created_by", creator);
            memberships.add(organization, creator, Roles.ADMIN, new JsonObject());
        }
        return organization;
    }

    private JsonObject blank() {
        var organization = new JsonObject();
        var id = store.ids().id("org_");
        organization.addProperty("object", "organization");
        organization.addProperty("id", id);
        organization.addProperty("image_url", "https://img." + ClerkServer.FRONTEND_API + "/" + id);
        organization.addProperty("has_image", false);
        organization.addProperty("max_allowed_memberships", MAX_MEMBERS);
        organization.addProperty("admin_delete_enabled", true);
        organization.add("public_metadata", new JsonObject());
        organization.add("private_metadata", new JsonObject());
        organization.add("role_set_key", JsonNull.INSTANCE);
        organization.addProperty("created_at", store.now());
        organization.addProperty("updated_at", store.now());
        return organization;
    }

    private static JsonObject metadata(JsonObject body) {
        var metadata = new JsonObject();
        for (var name : List.of("public_metadata", "private_metadata")) {
            metadata.add(name, body.get(name));
        }
        return metadata;
    }

    private void apply(JsonObject organization, JsonObject body) {
        var slug = Json.text(body, "slug");
        if (slug != null) {
            check(organization, slug);
        }
        if (Json.number(body, "max_allowed_memberships") < 0) {
            throw Problem.invalid("max_allowed_memberships", "0 or more; 0 means without limit");
        }
        if ("".equals(Json.text(body, "name"))) {
            throw Problem.malformed("name", "a name that is not empty");
        }
        var createdAt = Timestamps.millis(body, "created_at");
        for (var name : List.of("name", "slug", "max_allowed_memberships", "admin_delete_enabled")) {
            var value = Json.value(body, name);
            if (value != null) {
                organization.add(name, value);
            }
        }
        if (createdAt != null) {
            organization.addProperty("created_at", createdAt);
        }
        if (body.has("role_set_key")) {
            organization.add("role_set_key", body.get("role_set_key"));
        }
    }

    private void check(JsonObject organization, String slug) {
        if (!SLUG.matcher(slug).matches()) {
            throw Problem.malformed("slug", "lower-case letters, digits and dashes");
        }
        var id = Json.text(organization, "id");
        if (!store.organizations()
                .all(other -> slug.equals(Json.text(other, "slug")) && !Objects.equals(id, Json.text(other, "id")))
                .isEmpty()) {
            throw Problem.taken("slug", "slug");
        }
    }

    private String freeSlug(String name) {
        var base = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var slug = base.isEmpty() ? "organization" : base;
        var number = 1;
        var candidate = slug;
        while (isSlug(candidate)) {
            number++;
            candidate = slug + "-" + number;
        }
        return candidate;
    }

    private boolean isSlug(String slug) {
        return store.organizations().all().stream().anyMatch(other -> slug.equals(Json.text(other, "slug")));
    }

    private JsonObject organization(Call call) {
        return store.organizations().get(call.variable("organization_id"));
    }

    private JsonElement update(Call call) {
        var organization = organization(call);
        apply(organization, call.body(update));
        return touched(organization);
    }

    private JsonElement changeMetadata(Call call, BiConsumer<JsonObject, JsonObject> change) {
        var organization = organization(call);
        change.accept(organization, call.body(metadata));
        return touched(organization);
    }

    private JsonElement delete(Call call) {
        var organization = organization(call);
        var id = call.variable("organization_id");
        store.organizations().remove(id);
        store.memberships().removeAll(membership -> id.equals(Json.text(membership, "organization_id")));
        store.sessions()
                .all(session -> id.equals(Json.text(session, "last_active_organization_id")))
                .forEach(session -> session.add("last_active_organization_id", JsonNull.INSTANCE));
        return Deleted.of(organization);
    }

    private JsonObject touched(JsonObject organization) {
        organization.addProperty("updated_at", store.now());
        return organization;
    }
}
