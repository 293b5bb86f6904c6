package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Images;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Organizations;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** The operations on organizations by their members, except those on members and invitations. */
final class OrganizationResource {
    private static final String ONE = "/v1/organizations/{organization_id}";

    private final Instance instance;
    private final UserView view;
    private final Organizations organizations;
    private final Pictures pictures;

    OrganizationResource(Instance instance, Pictures pictures) {
        this.instance = instance;
        this.view = new UserView(instance);
        this.organizations = new Organizations(instance);
        this.pictures = pictures;
    }

    void registerIn(FrontendApi api) {
        api.add("POST /v1/organizations", this::create);
        api.add("GET " + ONE, call -> view.organization(OrganizationRules.ofMember(call, instance)));
        api.add("PATCH " + ONE, this::update);
        api.add("DELETE " + ONE, this::delete);
        api.add("PUT " + ONE + "/logo", this::setLogo);
        api.add("DELETE " + ONE + "/logo", this::removeLogo);
        api.add("GET " + ONE + "/roles", this::roles);
        for (var list : List.of("domains", "membership_requests", "enterprise_connections")) {
            api.add("GET " + ONE + "/" + list, this::empty);
        }
    }

    private JsonElement create(FrontendCall call) {
        var user = call.user();
        requireEnabled(user);
        var name = call.form().trimmed("name");
        if (name == null) {
            throw ErrorResponseException.missing("name");
        }
        return view.organization(organizations.create(name, call.form().trimmed("slug"), call.userId()));
    }

    private void requireEnabled(JsonObject user) {
        if (!instance.settings().organizations()) {
            throw new ErrorResponseException(
                    403,
                    "organization_not_enabled_in_instance",
                    "Organizations are off. Switch them on: ClerkServer.builder().organizations(true).");
        }
        if (!Json.flag(user, "create_organization_enabled")) {
            throw new ErrorResponseException(
                    403, "user_create_organization_not_enabled", "This user may not create organizations.");
        }
    }

    private JsonElement update(FrontendCall call) {
        var organization = OrganizationRules.organization(call, instance, OrganizationRules.MANAGE_PROFILE);
        organizations.rename(
                organization, call.form().trimmed("name"), call.form().trimmed("slug"));
        return view.organization(organization);
    }

    private JsonElement delete(FrontendCall call) {
        var organization = OrganizationRules.organization(call, instance, OrganizationRules.DELETE);
        if (!Json.flag(organization, "admin_delete_enabled")) {
            throw new ErrorResponseException(
                    403,
                    "organization_admin_delete_not_enabled",
                    "This organization may not be deleted by its members.");
        }
        return organizations.delete(organization);
    }

    private JsonElement setLogo(FrontendCall call) {
        var organization = OrganizationRules.organization(call, instance, OrganizationRules.MANAGE_PROFILE);
        var image = pictures.store(call, organization.get("id").getAsString());
        return setLogo(organization, image.get("public_url").getAsString(), true);
    }

    private JsonElement removeLogo(FrontendCall call) {
        var organization = OrganizationRules.organization(call, instance, OrganizationRules.MANAGE_PROFILE);
        var id = organization.get("id").getAsString();
        pictures.removeOf(id);
        return setLogo(organization, Images.placeholder(id), false);
    }

    private JsonElement setLogo(JsonObject organization, String url, boolean hasImage) {
        organization.addProperty("image_url", url);
        organization.addProperty("has_image", hasImage);
        organizations.changed(organization);
        return view.organization(organization);
    }

    private JsonElement roles(FrontendCall call) {
        OrganizationRules.ofMember(call, instance);
        return call.page(List.copyOf(instance.roles().roles().all()), OrganizationResource::role);
    }

    private static JsonObject role(JsonObject row) {
        var role = row.deepCopy();
        role.add("permissions", new JsonArray());
        return role;
    }

    private JsonElement empty(FrontendCall call) {
        OrganizationRules.ofMember(call, instance);
        return call.page(List.of(), row -> row);
    }
}
