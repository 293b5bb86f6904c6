package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Tickets;
import com.clerk.sdk.testing.server.state.Tickets.Kind;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Invitations to join an organization. */
final class OrganizationInvitationsResource {
    private static final String ADDRESS = "email_address";
    private static final String METADATA = "private_metadata";

    private final Backend backend;
    private final Instance instance;
    private final Resource invitations;

    OrganizationInvitationsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.invitations = new Resource(backend, "organizationInvitations", "OrganizationInvitation", "orginv_")
                .events("organizationInvitation.created", "organizationInvitation.revoked")
                .shownAs(this::show);
    }

    void register() {
        var operations = backend.operations();
        operations.add("organizationInvitations.create", this::create);
        operations.addList("organizationInvitations.bulkCreate", this::createAll, this::show);
        operations.addList("organizationInvitations.list", this::list, this::show);
        operations.addList("organizationInvitations.listPending", this::listPending, this::show);
        operations.addList("organizationInvitations.listAll", this::listAll, this::show);
        operations.addList("users.listOrganizationInvitations", this::listOfUser, this::show);
        operations.add("organizationInvitations.get", request -> show(find(request)));
        operations.add("organizationInvitations.revoke", request -> revoke(find(request)));
    }

    private JsonObject organization(CheckedRequest request) {
        return instance.organizations().get(request.variable("organization_id"));
    }

    private JsonObject find(CheckedRequest request) {
        organization(request);
        var row = current(invitations.table().get(request.variable("invitation_id")));
        if (!request.variable("organization_id").equals(Json.text(row, "organization_id"))) {
            throw ErrorResponseException.notFound("organization invitation", request.variable("invitation_id"));
        }
        return row;
    }

    private JsonElement create(CheckedRequest request) {
        var organization = organization(request);
        check(organization, request.body());
        return show(invite(request, organization, request.body()));
    }

    /** Creates all invitations of a request, or none if one of them is refused. */
    private List<JsonObject> createAll(CheckedRequest request) {
        var organization = organization(request);
        var addresses = new HashSet<String>();
        for (var item : request.items()) {
            check(organization, item);
            if (!addresses.add(item.get(ADDRESS).getAsString().toLowerCase(Locale.ROOT))) {
                throw ErrorResponseException.unprocessable(
                        "form_param_duplicate", "An email address occurs twice.", ADDRESS);
            }
        }
        var created = new ArrayList<JsonObject>();
        request.items().forEach(item -> created.add(invite(request, organization, item)));
        return created;
    }

    private void check(JsonObject organization, JsonObject body) {
        var address = body.get(ADDRESS).getAsString();
        Emails.require(address, ADDRESS);
        instance.roles().requireKnown(body.get("role").getAsString());
        var key = address.toLowerCase(Locale.ROOT);
        var user = instance.users().firstBy(ADDRESS, key);
        var id = Resource.id(organization);
        if (user != null && instance.memberships().find(Memberships.key(id, Resource.id(user))) != null) {
            throw new ErrorResponseException(
                    400, "already_a_member_in_organization", "A member has this email address already.");
        }
        if (invitations.table().by(ADDRESS, key).stream().anyMatch(row -> isPending(row) && isOf(row, organization))) {
            throw new ErrorResponseException(
                    400, "duplicate_record", "There is a pending invitation to this email address.");
        }
        var inviter = Json.text(body, "inviter_user_id");
        if (inviter != null && instance.memberships().find(Memberships.key(id, inviter)) == null) {
            throw new ErrorResponseException(
                    403, "not_a_member_in_organization", "The inviter is not a member of the organization.");
        }
    }

    private static boolean isOf(JsonObject row, JsonObject organization) {
        return organization.get("id").equals(row.get("organization_id"));
    }

    private boolean isPending(JsonObject row) {
        return "pending".equals(Json.text(current(row), "status"));
    }

    private JsonObject invite(CheckedRequest request, JsonObject organization, JsonObject body) {
        var row = invitations.newRow(request, body);
        row.add("organization_id", organization.get("id"));
        row.addProperty("status", "pending");
        row.add("inviter_id", Json.of(Json.text(body, "inviter_user_id")));
        if (!row.has(METADATA)) {
            row.add(METADATA, new JsonObject());
        }
        var end = InvitationsResource.expiry(instance, body);
        row.addProperty("expires_at", end);
        var ticket = new Tickets(instance).issue(Kind.ORGANIZATION_INVITATION, Resource.id(row), end);
        row.addProperty("url", Links.ofTicket(instance, ticket, Json.text(body, "redirect_url")));
        if (!body.has("notify") || Json.flag(body, "notify")) {
            new Messages(instance)
                    .send(
                            Messages.Channel.EMAIL,
                            row.get(ADDRESS).getAsString(),
                            "organization_invitation",
                            null,
                            row.get("url").getAsString());
        }
        return invitations.insert(row);
    }

    private JsonObject current(JsonObject row) {
        if ("pending".equals(Json.text(row, "status")) && InvitationsResource.isOver(row, instance.now())) {
            row.addProperty("status", "expired");
        }
        return row;
    }

    private JsonObject show(JsonObject row) {
        var shown = current(row).deepCopy();
        shown.addProperty("role_name", instance.roles().name(row.get("role").getAsString()));
        var organization =
                instance.organizations().find(row.get("organization_id").getAsString());
        if (organization != null) {
            var data = new JsonObject();
            backend.rows().copy(organization, data, "OrganizationInvitationPublicOrganizationData");
            shown.add("public_organization_data", data);
        }
        var inviter = Json.text(row, "inviter_id");
        var user = inviter == null ? null : instance.users().find(inviter);
        shown.add("public_inviter_data", user == null ? JsonNull.INSTANCE : Memberships.publicUserData(user));
        return shown;
    }

    private List<JsonObject> list(CheckedRequest request) {
        return select(request, ofOrganization(request));
    }

    private List<JsonObject> ofOrganization(CheckedRequest request) {
        return invitations.table().by("organization_id", Resource.id(organization(request)));
    }

    private List<JsonObject> listPending(CheckedRequest request) {
        return select(
                request,
                ofOrganization(request).stream().filter(this::isPending).toList());
    }

    private List<JsonObject> listAll(CheckedRequest request) {
        return select(request, invitations.table().all());
    }

    private List<JsonObject> listOfUser(CheckedRequest request) {
        var user = instance.users().get(request.variable("user_id"));
        var found = Identifications.Kind.EMAIL_ADDRESS.of(user).stream()
                .flatMap(address -> invitations.table().by(ADDRESS, address.toLowerCase(Locale.ROOT)).stream())
                .toList();
        return select(request, found);
    }

    private List<JsonObject> select(CheckedRequest request, Collection<JsonObject> rows) {
        rows.forEach(this::current);
        return Lists.of(request, backend.operations().contract(), rows, List.of(ADDRESS));
    }

    private JsonElement revoke(JsonObject row) {
        var status = Json.text(row, "status");
        if ("accepted".equals(status)) {
            throw new ErrorResponseException(
                    400, "organization_invitation_already_accepted", "The invitation is accepted already.");
        }
        if (!"pending".equals(status)) {
            throw new ErrorResponseException(
                    404, "organization_invitation_not_pending", "The invitation is not pending any more.");
        }
        row.addProperty("status", "revoked");
        row.addProperty("updated_at", instance.now());
        instance.events().publish("organizationInvitation.revoked", show(row));
        return show(row);
    }
}
