package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.http.Timestamps;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.Organizations;
import com.clerk.sdk.testing.server.state.Roles;
import com.clerk.sdk.testing.server.state.UserFilter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations under {@code /v1/organizations}, except those on memberships. */
final class OrganizationsResource {
    private static final String COUNT = "members_count";

    /** The parameters that choose no organizations. */
    private static final Set<String> UNFILTERED = Set.of(
            "limit", "offset", "order_by", "include_members_count", "include_missing_member_with_elevated_permissions");

    private final Instance instance;
    private final Organizations organizations;
    private final Memberships memberships;
    private final SortOrder.Keys order;

    OrganizationsResource(Instance instance, Memberships memberships) {
        this.instance = instance;
        this.organizations = new Organizations(instance);
        this.memberships = memberships;
        this.order = new SortOrder.Keys(Map.of(
                "name",
                SortOrder.text("name"),
                "created_at",
                SortOrder.number("created_at"),
                "updated_at",
                SortOrder.number("updated_at"),
                COUNT,
                organization -> (Object) memberships.count(organization)));
    }

    void registerIn(Operations operations) {
        operations.addList("organizations.list", this::list, this::show);
        operations.add("organizations.create", this::create);
        operations.add("organizations.get", this::get);
        operations.add("organizations.update", this::update);
        operations.add("organizations.delete", this::delete);
        operations.add("organizations.mergeMetadata", request -> changeMetadata(request, Metadata::merge));
        operations.add("organizations.replaceMetadata", request -> changeMetadata(request, Metadata::replace));
        operations.add("organizations.uploadLogo", request -> changeLogo(request, true));
        operations.add("organizations.deleteLogo", request -> changeLogo(request, false));
    }

    private List<JsonObject> list(CheckedRequest request) {
        var query = request.query();
        var asked = SortOrder.of(query, order);
        if (query.hasOnly(UNFILTERED) && asked.isByCreation()) {
            return instance.organizations().byCreation(asked.descending());
        }
        var found = candidates(query).stream().filter(matches(query)).toList();
        return asked.sort(found, order);
    }

    private Collection<JsonObject> candidates(Query query) {
        var userIds = query.all("user_id");
        if (userIds.isEmpty() || userIds.stream().anyMatch(id -> id.startsWith("-"))) {
            return instance.organizations().all();
        }
        return userIds.stream()
                .flatMap(id -> instance.memberships().by("user_id", UserFilter.withoutSign(id)).stream())
                .map(membership -> Json.text(membership, "organization_id"))
                .distinct()
                .map(instance.organizations()::get)
                .toList();
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

    private JsonObject show(JsonObject organization, CheckedRequest request) {
        var shown = organization.deepCopy();
        if (request.query().flag("include_members_count")) {
            shown.addProperty(COUNT, memberships.count(organization));
        }
        if (request.query().flag("include_missing_member_with_elevated_permissions")) {
            shown.addProperty("missing_member_with_elevated_permissions", memberships.hasNoManager(organization));
        }
        return shown;
    }

    private JsonElement get(CheckedRequest request) {
        var idOrSlug = request.variable("organization_id");
        var bySlug = instance.organizations().firstBy("slug", idOrSlug);
        return show(bySlug == null ? instance.organizations().get(idOrSlug) : bySlug, request);
    }

    private JsonElement create(CheckedRequest request) {
        var body = request.body();
        var creator = Json.text(body, "created_by");
        if (creator != null) {
            instance.users().get(creator);
        }
        var organization = organizations.blank();
        apply(organization, body);
        if (Json.value(body, "slug") == null) {
            organization.addProperty(
                    "slug", organizations.freeSlug(organization.get("name").getAsString()));
        }
        Metadata.replace(organization, metadata(body));
        if (creator != null) {
            organization.addProperty("created_by", creator);
        }
        organizations.add(organization);
        if (creator != null) {
            memberships.add(organization, creator, Roles.ADMIN, new JsonObject());
        }
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
            organizations.requireSlug(organization, slug);
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

    private JsonObject organization(CheckedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonElement update(CheckedRequest request) {
        var organization = organization(request);
        apply(organization, request.body());
        return organizations.changed(organization);
    }

    private JsonElement changeMetadata(CheckedRequest request, BiConsumer<JsonObject, JsonObject> change) {
        var organization = organization(request);
        change.accept(organization, request.body());
        return organizations.changed(organization);
    }

    private JsonElement changeLogo(CheckedRequest request, boolean hasLogo) {
        var organization = organization(request);
        if (hasLogo) {
            var logo = Uploads.urlOf(request);
            organization.addProperty("image_url", logo);
            organization.addProperty("logo_url", logo);
        } else {
            organization.addProperty("image_url", Images.placeholder(Resource.id(organization)));
            organization.remove("logo_url");
        }
        organization.addProperty("has_image", hasLogo);
        return organizations.changed(organization);
    }

    private JsonElement delete(CheckedRequest request) {
        return organizations.delete(organization(request));
    }
}
