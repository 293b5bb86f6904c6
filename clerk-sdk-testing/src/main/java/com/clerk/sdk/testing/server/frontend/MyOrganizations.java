package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The memberships, invitations and suggestions of the user who is signed in. */
final class MyOrganizations {
    private final Instance instance;
    private final UserView view;
    private final Memberships memberships;
    private final OrganizationInvitations invitations;

    MyOrganizations(Instance instance) {
        this.instance = instance;
        this.view = new UserView(instance);
        this.memberships = new Memberships(instance);
        this.invitations = new OrganizationInvitations(instance);
    }

    void registerIn(FrontendApi api) {
        api.add("GET /v1/me/organization_memberships", this::list);
        api.add("DELETE /v1/me/organization_memberships/{organization_id}", this::leave);
        api.add("GET /v1/me/organization_invitations", this::invitations);
        api.add("POST /v1/me/organization_invitations/{invitation_id}/accept", this::accept);
        api.add("GET /v1/me/organization_suggestions", call -> call.page(signedIn(call, List.of()), row -> row));
        api.add("GET /v1/me/organization_creation_defaults", call -> new JsonObject());
    }

    private static List<JsonObject> signedIn(FrontendCall call, List<JsonObject> rows) {
        call.session();
        return rows;
    }

    private JsonElement list(FrontendCall call) {
        return call.page(instance.memberships().by("user_id", call.userId()), view::membership);
    }

    private JsonElement leave(FrontendCall call) {
        var organizationId = call.variable("organization_id");
        var organization = instance.organizations().get(organizationId);
        var membership = instance.memberships().find(Memberships.key(organizationId, call.userId()));
        if (membership == null) {
            throw ErrorResponseException.notFound("membership of the user in the organization", organizationId);
        }
        OrganizationRules.requireManagerWithout(memberships, instance, organization, membership);
        memberships.remove(membership);
        return Deleted.of("organization_membership", membership.get("id").getAsString());
    }

    private List<JsonObject> ofUser(FrontendCall call) {
        return Identifications.Kind.EMAIL_ADDRESS.of(call.user()).stream()
                .flatMap(email ->
                        instance.organizationInvitations().by("email_address", email.toLowerCase(Locale.ROOT)).stream())
                .toList();
    }

    private JsonElement invitations(FrontendCall call) {
        var wanted = call.query().all("status");
        var rows = ofUser(call).stream()
                .filter(one -> wanted.isEmpty() || wanted.contains(Json.text(one, "status")))
                .toList();
        return call.page(rows, this::invitation);
    }

    private JsonObject invitation(JsonObject invitation) {
        var json = invitation.deepCopy();
        var organization =
                instance.organizations().find(invitation.get("organization_id").getAsString());
        var data = new JsonObject();
        json.remove("private_metadata");
        json.remove("url");
        if (organization != null) {
            for (var name : List.of("id", "name", "slug", "image_url", "has_image")) {
                data.add(name, organization.get(name));
            }
        }
        json.add("public_organization_data", data);
        return json;
    }

    private JsonElement accept(FrontendCall call) {
        var id = call.variable("invitation_id");
        var invitation = ofUser(call).stream()
                .filter(one -> Objects.equals(id, Json.text(one, "id")))
                .findFirst()
                .orElseThrow(() -> new ErrorResponseException(
                        404, "organization_invitation_not_found", "The user has no invitation " + id + "."));
        invitations.accept(invitation, call.user());
        return invitation(invitation);
    }
}
