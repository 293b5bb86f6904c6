package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The members of organizations, and those who are invited. */
final class MembersResource {
    private static final String MEMBERS = "/v1/organizations/{organization_id}/memberships";
    private static final String INVITATIONS = "/v1/organizations/{organization_id}/invitations";

    private final Instance instance;
    private final UserView view;
    private final Memberships memberships;
    private final OrganizationInvitations invitations;

    MembersResource(Instance instance) {
        this.instance = instance;
        this.view = new UserView(instance);
        this.memberships = new Memberships(instance);
        this.invitations = new OrganizationInvitations(instance);
    }

    void registerIn(FrontendApi api) {
        api.add("GET " + MEMBERS, this::list);
        api.add("POST " + MEMBERS, this::create);
        api.add("PATCH " + MEMBERS + "/{user_id}", this::update);
        api.add("DELETE " + MEMBERS + "/{user_id}", this::delete);
        api.add("GET " + INVITATIONS, call -> listInvitations(call, call.query().all("status")));
        api.add("GET " + INVITATIONS + "/pending", call -> listInvitations(call, List.of("pending")));
        api.add("POST " + INVITATIONS, this::invite);
        api.add("POST " + INVITATIONS + "/bulk", this::inviteAll);
        api.add("POST " + INVITATIONS + "/{invitation_id}/revoke", this::revoke);
    }

    private JsonObject managed(FrontendCall call) {
        return OrganizationRules.organization(call, instance, OrganizationRules.MANAGE_MEMBERS);
    }

    private JsonElement list(FrontendCall call) {
        var organization = OrganizationRules.organization(call, instance, OrganizationRules.READ_MEMBERS);
        var roles = new ArrayList<>(call.query().all("role"));
        roles.addAll(call.query().all("role[]"));
        var text = call.query().first("query");
        var rows = memberships
                .in(organization)
                .filter(membership -> roles.isEmpty() || roles.contains(Json.text(membership, "role")))
                .filter(membership -> matches(membership, text))
                .toList();
        return call.page(rows, view::membership);
    }

    private boolean matches(JsonObject membership, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return true;
        }
        var data = Memberships.publicUserData(memberships.user(membership));
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        return List.of("first_name", "last_name", "identifier", "username", "user_id").stream()
                .map(name -> Json.text(data, name))
                .filter(Objects::nonNull)
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private JsonElement create(FrontendCall call) {
        var form = call.form();
        var added = memberships.add(managed(call), form.require("user_id"), form.require("role"), new JsonObject());
        return view.membership(added);
    }

    private JsonObject membership(FrontendCall call, JsonObject organization) {
        var userId = call.variable("user_id");
        var membership = instance.memberships()
                .find(Memberships.key(organization.get("id").getAsString(), userId));
        if (membership == null) {
            throw ErrorResponseException.notFound("member of the organization", userId);
        }
        return membership;
    }

    private JsonElement update(FrontendCall call) {
        var organization = managed(call);
        var membership = membership(call, organization);
        var role = instance.roles().requireKnown(call.form().require("role"));
        if (!instance.roles().permissions(role).contains(OrganizationRules.MANAGE_MEMBERS)) {
            OrganizationRules.requireManagerWithout(memberships, instance, organization, membership);
        }
        memberships.changeRole(membership, role);
        return view.membership(membership);
    }

    private JsonElement delete(FrontendCall call) {
        var organization = managed(call);
        var membership = membership(call, organization);
        OrganizationRules.requireManagerWithout(memberships, instance, organization, membership);
        var response = view.membership(membership);
        memberships.remove(membership);
        return response;
    }

    private JsonElement listInvitations(FrontendCall call, List<String> statuses) {
        var organization = managed(call);
        var rows =
                instance
                        .organizationInvitations()
                        .by("organization_id", organization.get("id").getAsString())
                        .stream()
                        .filter(one -> statuses.isEmpty() || statuses.contains(Json.text(one, "status")))
                        .toList();
        return call.page(rows, MembersResource::invitation);
    }

    private static JsonObject invitation(JsonObject invitation) {
        var json = invitation.deepCopy();
        json.remove("private_metadata");
        json.remove("url");
        return json;
    }

    private JsonElement invite(FrontendCall call) {
        var form = call.form();
        var email = form.require("email_address").strip();
        return invitation(
                invitations.create(managed(call), email, form.require("role"), call.userId(), call.baseUrl()));
    }

    private JsonElement inviteAll(FrontendCall call) {
        var organization = managed(call);
        var emails =
                call.form().all("email_address").stream().map(String::strip).toList();
        var role = instance.roles().requireKnown(call.form().require("role"));
        if (emails.isEmpty()) {
            throw ErrorResponseException.missing("email_address");
        }
        emails.forEach(email -> invitations.check(organization.get("id").getAsString(), email));
        // Addresses that differ in case alone are one: the second would be refused after the first was invited.
        var distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        return Json.array(emails.stream()
                .filter(distinct::add)
                .map(email -> invitation(invitations.create(organization, email, role, call.userId(), call.baseUrl())))
                .toList());
    }

    private JsonElement revoke(FrontendCall call) {
        var organization = managed(call);
        var id = call.variable("invitation_id");
        var invitation = instance.organizationInvitations().find(id);
        if (invitation == null || !organization.get("id").equals(invitation.get("organization_id"))) {
            throw new ErrorResponseException(
                    404, "organization_invitation_not_found", "The organization has no invitation " + id + ".");
        }
        invitations.revoke(invitation);
        return invitation(invitation);
    }
}
