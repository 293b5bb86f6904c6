package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.google.gson.JsonObject;
import java.util.List;

/** Users, organizations and memberships as the Frontend API shows them: without what belongs to the server side. */
final class UserView {
    private static final List<String> SERVER_FIELDS = List.of(
            "private_metadata", "banned", "locked", "lockout_expires_in_seconds", "verification_attempts_remaining");

    private final Instance instance;
    private final Memberships memberships;

    UserView(Instance instance) {
        this.instance = instance;
        this.memberships = new Memberships(instance);
    }

    /** Returns a user with the memberships, as a copy. */
    JsonObject user(JsonObject user) {
        var view = user.deepCopy();
        SERVER_FIELDS.forEach(view::remove);
        var own = instance.memberships().by("user_id", user.get("id").getAsString());
        view.add(
                "organization_memberships",
                Json.array(own.stream().map(this::membership).toList()));
        return view;
    }

    /** Returns a membership with its organization and its user, as a copy. */
    JsonObject membership(JsonObject membership) {
        var view = memberships.toResponse(membership);
        view.remove("private_metadata");
        view.add("organization", organization(organizationOf(membership)));
        return view;
    }

    private JsonObject organizationOf(JsonObject membership) {
        return instance.organizations().get(membership.get("organization_id").getAsString());
    }

    /** Returns an organization, as a copy. */
    JsonObject organization(JsonObject organization) {
        var view = organization.deepCopy();
        view.remove("private_metadata");
        view.remove("created_by");
        view.addProperty("members_count", memberships.count(organization));
        view.addProperty("pending_invitations_count", pendingInvitations(organization));
        return view;
    }

    private long pendingInvitations(JsonObject organization) {
        return instance
                .organizationInvitations()
                .by("organization_id", organization.get("id").getAsString())
                .stream()
                .filter(invitation -> "pending".equals(Json.text(invitation, "status")))
                .count();
    }
}
