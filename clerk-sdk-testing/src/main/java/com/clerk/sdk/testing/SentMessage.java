package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An email or a text message that a {@link ClerkServer} would have sent. Nothing is sent; tests read the code or the
 * link here. Immutable.
 *
 * @param id the id of the message
 * @param recipient the email address or the phone number
 * @param kind the purpose of the message, such as {@code verification_code} or {@code organization_invitation}
 * @param code the code in the message, or null
 * @param link the link in the message, or null
 * @param sentAt when it was sent, by the server's clock
 */
public record SentMessage(
        String id,
        String recipient,
        String kind,
        @Nullable String code,
        @Nullable String link,
        Instant sentAt) {
    static SentMessage of(JsonObject row) {
        return new SentMessage(
                row.get("id").getAsString(),
                row.get("to").getAsString(),
                row.get("slug").getAsString(),
                Json.text(row, "code"),
                Json.text(row, "link"),
                Instant.ofEpochMilli(Json.number(row, "created_at")));
    }

    /** Shows the kind of the message, without recipient, code and link. */
    @Override
    public String toString() {
        return "SentMessage[" + kind + "]";
    }
}
