package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Tickets;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Creates, accepts and revokes invitations to organizations. */
final class OrganizationInvitations {
    private static final Duration LIFETIME = Duration.ofDays(30);

    private final Instance instance;
    private final Memberships memberships;

    OrganizationInvitations(Instance instance) {
        this.instance = instance;
        this.memberships = new Memberships(instance);
    }

    /**
     * Invites somebody.
     *
     * @param inviterId the id of the user who invites
     * @param baseUrl the URL of this server, for the link
     */
    JsonObject create(JsonObject organization, String email, String role, @Nullable String inviterId, String baseUrl) {
        var organizationId = organization.get("id").getAsString();
        check(organizationId, email);
        instance.roles().requireKnown(role);
        var invitation = new JsonObject();
        var id = instance.ids().id("orginv_");
        var expiresAt = instance.now() + LIFETIME.toMillis();
        invitation.addProperty("object", "organization_invitation");
        invitation.addProperty("id", id);
        invitation.addProperty("email_address", email);
        invitation.addProperty("role", role);
        invitation.addProperty("role_name", instance.roles().name(role));
        invitation.addProperty("organization_id", organizationId);
        invitation.add("inviter_id", Json.of(inviterId));
        invitation.addProperty("status", "pending");
        invitation.add("public_metadata", new JsonObject());
        invitation.add("private_metadata", new JsonObject());
        var link = baseUrl + "/v1/tickets/accept?ticket="
                + new Tickets(instance).issue(Tickets.Kind.ORGANIZATION_INVITATION, id, expiresAt);
        invitation.addProperty("url", link);
        invitation.addProperty("expires_at", expiresAt);
        invitation.addProperty("created_at", instance.now());
        invitation.addProperty("updated_at", instance.now());
        instance.organizationInvitations().put(id, invitation);
        new Messages(instance).send(Messages.Channel.EMAIL, email, "organization_invitation", null, link);
        instance.events().publish("organizationInvitation.created", invitation);
        return invitation;
    }

    /** Refuses to invite a member, or somebody who is invited already. */
    void check(String organizationId, String email) {
        Identifications.requireForm(Identifications.Kind.EMAIL_ADDRESS, email);
        var key = email.toLowerCase(Locale.ROOT);
        var isInvited = instance.organizationInvitations().by("email_address", key).stream()
                .filter(one -> organizationId.equals(Json.text(one, "organization_id")))
                .anyMatch(one -> "pending".equals(Json.text(one, "status")));
        if (isInvited) {
            throw new ErrorResponseException(
                    400, "organization_invitation_not_unique", "This email address has a pending invitation already.");
        }
        var user = instance.users().firstBy("email_address", key);
        if (user != null && isMember(organizationId, user)) {
            throw new ErrorResponseException(
                    400, "already_a_member_in_organization", "The user with this email address is a member already.");
        }
    }

    boolean isMember(String organizationId, JsonObject user) {
        return instance.memberships()
                        .find(Memberships.key(organizationId, user.get("id").getAsString()))
                != null;
    }

    /** Refuses an invitation that somebody who is not a member yet could not accept. */
    void requireAcceptable(JsonObject invitation) {
        requirePending(invitation);
        memberships.requireRoom(organization(invitation), invitation.get("role").getAsString());
    }

    private JsonObject organization(JsonObject invitation) {
        var organization =
                instance.organizations().find(invitation.get("organization_id").getAsString());
        if (organization == null) {
            throw new ErrorResponseException(
                    400, "organization_invitation_to_deleted_organization", "The organization was deleted.");
        }
        return organization;
    }

    /** Makes a user a member by an invitation. */
    void accept(JsonObject invitation, JsonObject user) {
        requirePending(invitation);
        var organization = organization(invitation);
        if (!isMember(organization.get("id").getAsString(), user)) {
            memberships.add(
                    organization,
                    user.get("id").getAsString(),
                    invitation.get("role").getAsString(),
                    new JsonObject());
        }
        setStatus(invitation, "accepted");
        var inviter = instance.users().find(String.valueOf(Json.text(invitation, "inviter_id")));
        if (inviter != null) {
            new Messages(instance).tell(inviter, "organization_invitation_accepted");
        }
    }

    /** Revokes a pending invitation. */
    void revoke(JsonObject invitation) {
        requirePending(invitation);
        setStatus(invitation, "revoked");
    }

    private void setStatus(JsonObject invitation, String status) {
        invitation.addProperty("status", status);
        invitation.add("url", JsonNull.INSTANCE);
        invitation.addProperty("updated_at", instance.now());
        instance.events().publish("organizationInvitation." + status, invitation);
    }

    private static void requirePending(JsonObject invitation) {
        if (!"pending".equals(Json.text(invitation, "status"))) {
            throw new ErrorResponseException(
                    404, "organization_invitation_not_pending", "The invitation is not pending.");
        }
    }
}
