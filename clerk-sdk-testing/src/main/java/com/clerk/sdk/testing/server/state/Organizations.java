package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Creates, changes and deletes organizations, and tells about it. */
public final class Organizations {
    private static final int MAX_MEMBERS = 5;
    private static final int MAX_NAME = 256;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9-]{1,256}");

    private final Instance instance;

    /** Makes the operations on the organizations of an instance. */
    public Organizations(Instance instance) {
        this.instance = instance;
    }

    /** Returns an organization that is not in the state yet, without a name. */
    public JsonObject blank() {
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

    /**
     * Creates an organization.
     *
     * @param slug the slug, or null for one that is made of the name
     * @param creatorId the id of the user who becomes its admin
     */
    public JsonObject create(String name, @Nullable String slug, String creatorId) {
        requireName(name);
        var organization = blank();
        if (slug != null) {
            requireSlug(organization, slug);
        }
        organization.addProperty("name", name);
        organization.addProperty("slug", slug == null ? freeSlug(name) : slug);
        organization.addProperty("created_by", creatorId);
        add(organization);
        new Memberships(instance).add(organization, creatorId, Roles.ADMIN, new JsonObject());
        return organization;
    }

    /** Adds a new organization to the state. */
    public void add(JsonObject organization) {
        instance.organizations().put(organization.get("id").getAsString(), organization);
        instance.events().publish("organization.created", organization);
        new Subscriptions(instance).takeDefault(organization.get("id").getAsString());
    }

    /** Changes the name and the slug, each unless it is null. */
    public void rename(JsonObject organization, @Nullable String name, @Nullable String slug) {
        if (name != null) {
            requireName(name);
        }
        if (slug != null) {
            requireSlug(organization, slug);
            organization.addProperty("slug", slug);
        }
        if (name != null) {
            organization.addProperty("name", name);
        }
        changed(organization);
    }

    private static void requireName(String name) {
        if (name.length() > MAX_NAME) {
            throw ErrorResponseException.unprocessable(
                    "form_param_max_length_exceeded", "name must have " + MAX_NAME + " characters or fewer.", "name");
        }
    }

    /** Refuses a slug that is malformed, or that another organization has. */
    public void requireSlug(JsonObject organization, String slug) {
        if (!SLUG.matcher(slug).matches()) {
            throw ErrorResponseException.malformed("slug", "lower-case letters, digits and dashes");
        }
        var id = Json.text(organization, "id");
        if (instance.organizations().by("slug", slug).stream()
                .anyMatch(other -> !Objects.equals(id, Json.text(other, "id")))) {
            throw ErrorResponseException.taken("slug", "slug");
        }
    }

    /** Returns a slug for a name that no organization has. */
    public String freeSlug(String name) {
        var base = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        var slug = base.isEmpty() ? "organization" : base;
        var number = 1;
        var candidate = slug;
        while (instance.organizations().firstBy("slug", candidate) != null) {
            number++;
            candidate = slug + "-" + number;
        }
        return candidate;
    }

    /** Records that an organization was changed in place, and returns it. */
    public JsonObject changed(JsonObject organization) {
        organization.addProperty("updated_at", instance.now());
        instance.organizations().changed(organization.get("id").getAsString());
        instance.events().publish("organization.updated", organization);
        return organization;
    }

    /**
     * Deletes an organization with its memberships, invitations, domains and logo. Sessions in which it is active go on
     * without an organization.
     *
     * @return the response to the deletion
     */
    public JsonObject delete(JsonObject organization) {
        var id = organization.get("id").getAsString();
        var memberships = new Memberships(instance);
        instance.memberships().by("organization_id", id).forEach(memberships::remove);
        new Subscriptions(instance).endAllOf(id);
        instance.organizationInvitations().removeBy("organization_id", id);
        instance.table("organization domain").removeAll(domain -> id.equals(Json.text(domain, "organization_id")));
        instance.table("picture").removeBy("owner", id);
        instance.organizations().remove(id);
        instance.sessions()
                .all(session -> id.equals(Json.text(session, "last_active_organization_id")))
                .forEach(session -> session.add("last_active_organization_id", JsonNull.INSTANCE));
        var deleted = DeletedObject.of(organization);
        instance.events().publish("organization.deleted", deleted);
        return deleted;
    }
}
