package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Metadata;
import com.clerk.sdk.testing.server.state.Tickets;
import com.clerk.sdk.testing.server.state.Users;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sign-ins and sign-ups by the ticket of a link: of a sign-in token, an actor token, or an invitation. */
final class TicketSignIns {
    /** The field of a resource whose ticket is the first factor alone. */
    static final String FIRST_FACTOR = "first_factor";

    private final Instance instance;
    private final Tickets tickets;
    private final SignIns signIns;
    private final Verifications verifications;
    private final OrganizationInvitations invitations;

    TicketSignIns(Instance instance) {
        this.instance = instance;
        this.tickets = new Tickets(instance);
        this.signIns = new SignIns(instance);
        this.verifications = new Verifications(instance);
        this.invitations = new OrganizationInvitations(instance);
    }

    /** Signs the user of a ticket in, and uses the ticket up. */
    JsonObject signIn(JsonObject client, String text) {
        var ticket = tickets.find(text);
        requirePending(ticket);
        var user = user(ticket);
        SignIns.requireAllowed(user);
        requireAcceptable(ticket, user);
        var signIn = signIns.start(client);
        signIns.identify(signIn, user, Users.identifier(user));
        if (Json.flag(ticket.resource(), FIRST_FACTOR)) {
            signIns.proveFirst(client, signIn, "ticket");
            accept(ticket, user);
            return signIn;
        }
        signIn.add("first", verifications.verified("ticket"));
        var session = signIns.complete(client, signIn, user);
        accept(ticket, user);
        if (ticket.kind() == Tickets.Kind.ACTOR_TOKEN) {
            session.add("actor", ticket.resource().get("actor"));
        }
        return signIn;
    }

    private static void requirePending(Tickets.Ticket ticket) {
        var status = String.valueOf(Json.text(ticket.resource(), "status"));
        if (status.equals("pending")) {
            return;
        }
        var isRevoked = status.equals("revoked");
        var code = switch (ticket.kind()) {
            case SIGN_IN_TOKEN -> isRevoked ? "sign_in_token_revoked_code" : "sign_in_token_already_used_code";
            case ACTOR_TOKEN -> isRevoked ? "actor_token_revoked_code" : "actor_token_already_used_code";
            case INVITATION -> isRevoked ? "revoked_invitation" : "invitation_already_accepted";
            case ORGANIZATION_INVITATION ->
                isRevoked ? "organization_invitation_revoked_code" : "organization_invitation_already_accepted";
        };
        throw new ErrorResponseException(400, code, "The ticket cannot be used: its resource is " + status + ".");
    }

    /** Refuses a ticket that could not be used up once the user is signed in. */
    private void requireAcceptable(Tickets.Ticket ticket, @Nullable JsonObject user) {
        if (ticket.kind() != Tickets.Kind.ORGANIZATION_INVITATION) {
            return;
        }
        var organizationId = String.valueOf(Json.text(ticket.resource(), "organization_id"));
        if (user == null || !invitations.isMember(organizationId, user)) {
            invitations.requireAcceptable(ticket.resource());
        }
    }

    private JsonObject user(Tickets.Ticket ticket) {
        var user = switch (ticket.kind()) {
            case SIGN_IN_TOKEN, ACTOR_TOKEN ->
                instance.users().find(String.valueOf(Json.text(ticket.resource(), "user_id")));
            case INVITATION, ORGANIZATION_INVITATION -> byEmail(ticket.resource());
        };
        if (user == null) {
            throw new ErrorResponseException(
                    400,
                    ticket.kind() == Tickets.Kind.ORGANIZATION_INVITATION
                            ? "organization_invitation_identification_not_exist"
                            : "invitation_account_not_exists",
                    "There is no account for the ticket yet. Sign up with it.");
        }
        return user;
    }

    private @Nullable JsonObject byEmail(JsonObject invitation) {
        var email = invitation.get("email_address").getAsString().toLowerCase(Locale.ROOT);
        return instance.users().firstBy("email_address", email);
    }

    private void accept(Tickets.Ticket ticket, JsonObject user) {
        var resource = ticket.resource();
        var isToken = ticket.kind() == Tickets.Kind.SIGN_IN_TOKEN || ticket.kind() == Tickets.Kind.ACTOR_TOKEN;
        if (ticket.kind() == Tickets.Kind.ORGANIZATION_INVITATION) {
            invitations.accept(resource, user);
            return;
        }
        resource.addProperty("status", isToken ? "used" : "accepted");
        resource.addProperty("updated_at", instance.now());
        if (!isToken) {
            Metadata.merge(user, metadata(resource));
        }
    }

    private static JsonObject metadata(JsonObject invitation) {
        var metadata = new JsonObject();
        metadata.add("public_metadata", invitation.get("public_metadata"));
        return metadata;
    }

    /**
     * Returns the ticket of an invitation that a sign-up can be done with.
     *
     * @throws ErrorResponseException if there is no such ticket, or it cannot be used
     */
    Tickets.Ticket ofSignUp(String text) {
        var ticket = tickets.find(text);
        requirePending(ticket);
        if (ticket.kind() != Tickets.Kind.INVITATION && ticket.kind() != Tickets.Kind.ORGANIZATION_INVITATION) {
            throw new ErrorResponseException(
                    400, "ticket_invalid_code", "The ticket is not one of an invitation. Sign in with it.");
        }
        if (byEmail(ticket.resource()) != null) {
            throw new ErrorResponseException(
                    400,
                    ticket.kind() == Tickets.Kind.INVITATION
                            ? "invitation_account_exists"
                            : "organization_invitation_identification_already_exists",
                    "There is an account for the ticket already. Sign in with it.");
        }
        requireAcceptable(ticket, null);
        return ticket;
    }

    /** Applies the ticket of an invitation to a sign-up: its email address is verified by the link itself. */
    void applyTo(JsonObject signUp, String text) {
        var ticket = ofSignUp(text);
        signUp.add("email_address", ticket.resource().get("email_address"));
        signUp.add("email_address_verification", verifications.verified("ticket"));
        signUp.addProperty("ticket", text);
    }

    /** Refuses to go on with a sign-up whose invitation can no longer be accepted. */
    void requireUsable(JsonObject signUp) {
        var text = Json.text(signUp, "ticket");
        if (text != null) {
            ofSignUp(text);
        }
    }

    /** Accepts the invitation of a sign-up that is complete. */
    void finish(JsonObject signUp) {
        var text = Json.text(signUp, "ticket");
        var userId = Json.text(signUp, "created_user_id");
        if (text != null && userId != null) {
            signUp.remove("ticket");
            accept(tickets.find(text), instance.users().get(userId));
        }
    }
}
