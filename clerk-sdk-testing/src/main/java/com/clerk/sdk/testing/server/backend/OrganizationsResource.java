package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.BodySchema;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.http.Timestamps;
import com.clerk.sdk.testing.server.state.DeletedObject;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.Roles;
import com.clerk.sdk.testing.server.state.UserFilter;
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

/** The operations under {@code /v1/organizations}, except those on memberships. */
final class OrganizationsResource {
    private static final int MAX_MEMBERS = 5;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]+");
    private static final String COUNT = "members_count";
    private static final SortOrder.Keys ORDER = new SortOrder.Keys(Map.of(
            "name",
            SortOrder.text("name"),
            "created_at",
            SortOrder.number("created_at"),
            COUNT,
            SortOrder.number(COUNT)));

    private final BodySchema metadata = new BodySchema().objects("public_metadata", "private_metadata");
    private final BodySchema create = shared().strings("created_by")
            .objects("public_metadata", "private_metadata")
            .require("name");
    private final BodySchema update = shared().booleans("admin_delete_enabled");
    private final Instance instance;
    private final Memberships memberships;

    OrganizationsResource(Instance instance, Memberships memberships) {
        this.instance = instance;
        this.memberships = memberships;
    }

    private static BodySchema shared() {
        return new BodySchema()
                .strings("name", "slug", "created_at", "role_set_key")
                .integers("max_allowed_memberships");
    }

    void registerIn(Router router) {
        router.add("GET /v1/organizations", this::list);
        router.add("POST /v1/organizations", this::create);
        router.add("GET /v1/organizations/{organization_id}", this::get);
        router.add("PATCH /v1/organizations/{organization_id}", this::update);
        router.add("DELETE /v1/organizations/{organization_id}", this::delete);
        router.add(
                "PATCH /v1/organizations/{organization_id}/metadata",
                request -> changeMetadata(request, Metadata::merge));
        router.add(
                "PUT /v1/organizations/{organization_id}/metadata",
                request -> changeMetadata(request, Metadata::replace));
    }

    private JsonElement list(RoutedRequest request) {
        var query = request.query();
        var counted = instance.organizations().all(matches(query)).stream()
                .map(this::withMemberCount)
                .toList();
        var sorted = SortOrder.of(query, ORDER).sort(counted, ORDER);
        sorted.forEach(organization -> applyIncludes(organization, query));
        return PageRange.of(query).pageOf(sorted);
    }

    private Predicate<JsonObject> matches(Query query) {
        Predicate<JsonObject> isListed = UserFilter.includeExclude(
                query.all("organization_id"), organization -> UserFilter.valuesOf(organization, "id"));
        return isListed.and(UserFilter.includeExclude(query.all("user_id"), this::memberIds))
                .and(organization -> matchesText(organization, query.first("query")));
    }

    private List<String> memberIds(JsonObject organization) {
        return memberships
                .in(organization)
                .map(membership -> membership.get("user_id").getAsString())
                .toList();
    }

    private static boolean matchesText(JsonObject organization, @Nullable String text) {
        if (text == null || text.isEmpty() || text.equals(Json.text(organization, "id"))) {
            return true;
        }
        var part = text.toLowerCase(Locale.ROOT);
        return organization.get("name").getAsString().toLowerCase(Locale.ROOT).contains(part)
                || organization.get("slug").getAsString().contains(part);
    }

    private JsonObject withMemberCount(JsonObject organization) {
        var counted = organization.deepCopy();
        counted.addProperty(COUNT, memberships.count(organization));
        return counted;
    }

    private void applyIncludes(JsonObject counted, Query query) {
        if (!query.flag("include_members_count")) {
            counted.remove(COUNT);
        }
        if (query.flag("include_missing_member_with_elevated_permissions")) {
            counted.addProperty("missing_member_with_elevated_permissions", memberships.hasNoManager(counted));
        }
    }

    private JsonElement get(RoutedRequest request) {
        var idOrSlug = request.variable("organization_id");
        var bySlug = instance.organizations().by("slug", idOrSlug);
        var shown = withMemberCount(bySlug.isEmpty() ? instance.organizations().get(idOrSlug) : bySlug.get(0));
        applyIncludes(shown, request.query());
        return shown;
    }

    private JsonElement create(RoutedRequest request) {
        var body = request.body(create);
        var creator = Json.text(body, "created_by");
        if (creator != null) {
            instance.users().get(creator);
        }
        var organization = newOrganization();
        apply(organization, body);
        if (Json.value(body, "slug") == null) {
            organization.addProperty("slug", freeSlug(organization.get("name").getAsString()));
        }
        Metadata.replace(organization, metadata(body));
        instance.organizations().put(organization.get("id").getAsString(), organization);
        if (creator != null) {
            organization.addProperty("created_by", creator);
            memberships.add(organization, creator, Roles.ADMIN, new JsonObject());
        }
        return organization;
    }

    private JsonObject newOrganization() {
        var organization = new JsonObject();
        var id = instance.ids().id("org_");
        organization.addProperty("object", "organization");
        organization.addProperty("id", id);
        organization.addProperty("image_url", Images.placeholder(id));
        organization.addProperty("has_image", false);
        organization.addProperty("max_allowed_memberships", MAX_MEMBERS);
        organization.addProperty("admin_delete_enabled", true);
        organization.add("public_metadata", new JsonObject());
        organization.add("private_metadata", new JsonObject());
        organization.add("role_set_key", JsonNull.INSTANCE);
        organization.addProperty("created_at", instance.now());
        organization.addProperty("updated_at", instance.now());
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
            throw ErrorResponseException.invalid("max_allowed_memberships", "0 or more, where 0 means unlimited");
        }
        if ("".equals(Json.text(body, "name"))) {
            throw ErrorResponseException.malformed("name", "a name, not an empty string");
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
            throw ErrorResponseException.malformed("slug", "lower-case letters, digits and dashes");
        }
        var id = Json.text(organization, "id");
        if (instance.organizations().by("slug", slug).stream()
                .anyMatch(other -> !Objects.equals(id, Json.text(other, "id")))) {
            throw ErrorResponseException.taken("slug", "slug");
        }
    }

    private String freeSlug(String name) {
        var base = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var slug = base.isEmpty() ? "organization" : base;
        var number = 1;
        var candidate = slug;
        while (isSlugTaken(candidate)) {
            number++;
            candidate = slug + "-" + number;
        }
        return candidate;
    }

    private boolean isSlugTaken(String slug) {
        return instance.organizations().firstBy("slug", slug) != null;
    }

    private JsonObject organization(RoutedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonElement update(RoutedRequest request) {
        var organization = organization(request);
        apply(organization, request.body(update));
        return touched(organization);
    }

    private JsonElement changeMetadata(RoutedRequest request, BiConsumer<JsonObject, JsonObject> change) {
        var organization = organization(request);
        change.accept(organization, request.body(metadata));
        return touched(organization);
    }

    private JsonElement delete(RoutedRequest request) {
        var organization = organization(request);
        var id = request.variable("organization_id");
        instance.organizations().remove(id);
        instance.memberships().removeBy("organization_id", id);
        instance.sessions()
                .all(session -> id.equals(Json.text(session, "last_active_organization_id")))
                .forEach(session -> session.add("last_active_organization_id", JsonNull.INSTANCE));
        return DeletedObject.of(organization);
    }

    private JsonObject touched(JsonObject organization) {
        organization.addProperty("updated_at", instance.now());
        instance.organizations().changed(organization.get("id").getAsString());
        return organization;
    }
}
