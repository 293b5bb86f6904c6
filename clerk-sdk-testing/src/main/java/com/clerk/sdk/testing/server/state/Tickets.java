package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** The tickets of links: of sign-in tokens, actor tokens, and invitations. Each names the resource it belongs to. */
public final class Tickets {
    /** The resource that a ticket belongs to. */
    public enum Kind {
        /** A sign-in token. */
        SIGN_IN_TOKEN("sign in token"),
        /** An actor token. */
        ACTOR_TOKEN("actor token"),
        /** An invitation to the application. */
        INVITATION("invitation"),
        /** An invitation to an organization. */
        ORGANIZATION_INVITATION("organization invitation");

        private final String table;

        Kind(String table) {
            this.table = table;
        }

        /** Returns the kind of the table that has the resource. */
        public String table() {
            return table;
        }
    }

    /**
     * A ticket that was found.
     *
     * @param kind the kind of its resource
     * @param resource the resource, which has a {@code status}
     */
    public record Ticket(Kind kind, JsonObject resource) {}

    private final Instance instance;

    /** Makes the tickets of an instance. */
    public Tickets(Instance instance) {
        this.instance = instance;
    }

    /**
     * Makes a ticket for a resource.
     *
     * @param kind the kind of the resource
     * @param resourceId its id in the table of its kind
     * @param expiresAt when the ticket expires, in milliseconds since the epoch, or null if it does not
     * @return the text of the ticket, for the parameter {@code __clerk_ticket} of a link
     */
    public String issue(Kind kind, String resourceId, @Nullable Long expiresAt) {
        var text = instance.ids().key("ticket_");
        var row = new JsonObject();
        row.addProperty("kind", kind.name());
        row.addProperty("resource_id", resourceId);
        row.add("expires_at", Json.of(expiresAt));
        instance.table("ticket").put(text, row);
        return text;
    }

    /**
     * Returns the ticket of a text. Its resource may be used up or revoked: its status says so.
     *
     * @throws ErrorResponseException if there is no such ticket, or it has expired
     */
    public Ticket find(String text) {
        var row = instance.table("ticket").find(text);
        if (row == null) {
            throw new ErrorResponseException(400, "ticket_invalid_code", "The ticket is not one of this server.");
        }
        var expiresAt = Json.value(row, "expires_at");
        if (expiresAt != null && expiresAt.getAsLong() <= instance.now()) {
            throw new ErrorResponseException(
                    400, "ticket_expired_code", "The ticket has expired. A new one is needed.");
        }
        var kind = Kind.valueOf(row.get("kind").getAsString());
        var resource = instance.table(kind.table()).find(row.get("resource_id").getAsString());
        if (resource == null) {
            throw new ErrorResponseException(400, "ticket_invalid_code", "The resource of the ticket was deleted.");
        }
        return new Ticket(kind, resource);
    }
}
