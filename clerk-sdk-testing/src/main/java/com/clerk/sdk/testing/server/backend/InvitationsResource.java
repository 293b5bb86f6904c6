package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Messages;
import com.clerk.sdk.testing.server.state.Tickets;
import com.clerk.sdk.testing.server.state.Tickets.Kind;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;

/** Invitations to the application, and the waiting list of those who ask for one. */
final class InvitationsResource {
    static final int USUAL_DAYS = 30;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final Backend backend;
    private final Instance instance;
    private final Resource invitations;
    private final Resource waitlist;

    InvitationsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.invitations = new Resource(backend, "invitations", "Invitation", "inv_")
                .searched("email_address")
                .shownAs(this::current);
        this.waitlist = new Resource(backend, "waitlistEntries", "WaitlistEntry", "wle_")
                .searched("email_address")
                .events("waitlistEntry.created", "waitlistEntry.updated")
                .shownAs(this::withInvitation);
    }

    void register() {
        var operations = backend.operations();
        invitations.register().action("revoke", (row, request) -> revoke(row));
        operations.add("invitations.create", request -> checkAndInvite(request, request.body()));
        operations.add("invitations.bulkCreate", this::inviteAll);
        waitlist.register().action("invite", this::inviteWaiting).action("reject", (row, request) -> reject(row));
        operations.add("waitlistEntries.create", request -> {
            requireAddress(request.body());
            return waitlist.show(enter(request, request.body()));
        });
        operations.add("waitlistEntries.bulkCreate", this::enterAll);
    }

    /** Returns an invitation with its status at the present time. */
    private JsonObject current(JsonObject row) {
        if ("pending".equals(Json.text(row, "status")) && isOver(row, instance.now())) {
            row.addProperty("status", "expired");
        }
        return row;
    }

    static boolean isOver(JsonObject row, long now) {
        return Json.value(row, "expires_at") != null && Json.number(row, "expires_at") <= now;
    }

    /** Creates all invitations of a request, or none if one of them is refused. */
    private JsonArray inviteAll(CheckedRequest request) {
        var addresses = new HashSet<String>();
        for (var item : request.items()) {
            check(item);
            var isNew = addresses.add(item.get("email_address").getAsString().toLowerCase(Locale.ROOT));
            if (!isNew && !Json.flag(item, "ignore_existing")) {
                throw ErrorResponseException.unprocessable(
                        "form_param_duplicate", "An email address occurs twice.", "email_address");
            }
        }
        return Json.array(
                request.items().stream().map(item -> invite(request, item)).toList());
    }

    private JsonObject checkAndInvite(CheckedRequest request, JsonObject body) {
        check(body);
        return invite(request, body);
    }

    private void check(JsonObject body) {
        requireAddress(body);
        if (!Json.flag(body, "ignore_existing")) {
            requireNew(body.get("email_address").getAsString());
        }
    }

    private JsonObject invite(CheckedRequest request, JsonObject body) {
        var address = body.get("email_address").getAsString();
        var row = invitations.newRow(request, body);
        row.addProperty("status", "pending");
        var end = expiry(instance, body);
        row.addProperty("expires_at", end);
        var ticket = new Tickets(instance).issue(Kind.INVITATION, Resource.id(row), end);
        row.addProperty("url", Links.ofTicket(instance, ticket, Json.text(body, "redirect_url")));
        if (isTold(body)) {
            var slug = Objects.requireNonNullElse(Json.text(body, "template_slug"), "invitation");
            var link = row.get("url").getAsString();
            new Messages(instance).send(Messages.Channel.EMAIL, address, slug, null, link);
        }
        return invitations.insert(row);
    }

    private static boolean isTold(JsonObject body) {
        return !body.has("notify") || Json.flag(body, "notify");
    }

    static long expiry(Instance instance, JsonObject body) {
        var days = Json.value(body, "expires_in_days") == null ? USUAL_DAYS : Json.number(body, "expires_in_days");
        return instance.now() + Duration.ofDays(days).toMillis();
    }

    private void requireNew(String address) {
        var key = address.toLowerCase(Locale.ROOT);
        if (instance.users().firstBy("email_address", key) != null) {
            throw ErrorResponseException.taken("email address", "email_address");
        }
        if (instance.invitations().by("email_address", key).stream().anyMatch(row -> isPending(current(row)))) {
            throw new ErrorResponseException(
                    BAD_REQUEST, "duplicate_record", "There is a pending invitation to this email address.");
        }
    }

    private static boolean isPending(JsonObject row) {
        return "pending".equals(Json.text(row, "status"));
    }

    private static void revoke(JsonObject row) {
        var status = Json.text(row, "status");
        if ("accepted".equals(status) || "revoked".equals(status)) {
            throw new ErrorResponseException(
                    BAD_REQUEST, "invitation_already_" + status, "The invitation is " + status + " already.");
        }
        row.addProperty("status", "revoked");
        row.addProperty("revoked", true);
    }

    /** Adds a person to the waiting list; a person who is on it stays where they are. */
    private JsonObject enter(CheckedRequest request, JsonObject body) {
        var address = body.get("email_address").getAsString();
        for (var entry : waitlist.table().all()) {
            if (address.equalsIgnoreCase(Json.text(entry, "email_address"))) {
                return entry;
            }
        }
        var row = waitlist.newRow(request, body);
        row.addProperty("is_locked", false);
        row.add("invitation_id", JsonNull.INSTANCE);
        if (isTold(body)) {
            new Messages(instance).send(Messages.Channel.EMAIL, address, "waitlist_confirmation", null, null);
        }
        return waitlist.insert(row);
    }

    private static void requireAddress(JsonObject body) {
        Emails.require(body.get("email_address").getAsString(), "email_address");
    }

    /** Adds all persons of a request, or none if one of the addresses is refused. */
    private JsonArray enterAll(CheckedRequest request) {
        request.items().forEach(InvitationsResource::requireAddress);
        return Json.array(request.items().stream()
                .map(item -> waitlist.show(enter(request, item)))
                .toList());
    }

    private JsonObject withInvitation(JsonObject row) {
        var shown = row.deepCopy();
        var id = Json.text(row, "invitation_id");
        JsonElement invitation =
                id == null ? JsonNull.INSTANCE : instance.invitations().get(id);
        shown.add("invitation", invitation);
        return shown;
    }

    private void inviteWaiting(JsonObject row, CheckedRequest request) {
        requireStatus(row, "invited", "completed");
        var body = new JsonObject();
        body.add("email_address", row.get("email_address"));
        body.addProperty("ignore_existing", request.flag("ignore_existing"));
        body.addProperty("template_slug", "waitlist_invitation");
        row.add("invitation_id", checkAndInvite(request, body).get("id"));
        row.addProperty("status", "invited");
    }

    private static void reject(JsonObject row) {
        requireStatus(row, "rejected", "completed");
        row.addProperty("status", "rejected");
    }

    private static void requireStatus(JsonObject row, String... refused) {
        for (var status : refused) {
            if (status.equals(Json.text(row, "status"))) {
                throw new ErrorResponseException(
                        CONFLICT, "waitlist_entry_already_" + status, "The waitlist entry is " + status + " already.");
            }
        }
    }
}
