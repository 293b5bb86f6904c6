package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Tickets;
import com.clerk.sdk.testing.server.state.Tickets.Kind;
import com.google.gson.JsonObject;
import java.time.Duration;

/** Sign-in tokens and actor tokens, which sign a user in once. */
final class TicketsResource {
    private static final Duration SIGN_IN_TOKEN_LIFETIME = Duration.ofDays(30);
    private static final Duration ACTOR_TOKEN_LIFETIME = Duration.ofHours(1);

    private final Backend backend;

    TicketsResource(Backend backend) {
        this.backend = backend;
    }

    void register() {
        new Resource(backend, "signInTokens", "SignInToken", "sit_")
                .onCreate((row, request) -> issue(row, request, Kind.SIGN_IN_TOKEN, SIGN_IN_TOKEN_LIFETIME))
                .register()
                .action("revoke", (row, request) -> revoke(row, "sign_in_token_cannot_be_revoked_code"));
        new Resource(backend, "actorTokens", "ActorToken", "act_")
                .onCreate((row, request) -> issue(row, request, Kind.ACTOR_TOKEN, ACTOR_TOKEN_LIFETIME))
                .register()
                .action("revoke", (row, request) -> revoke(row, "actor_token_cannot_be_revoked_code"));
    }

    /** Gives a token its secret text, which the Frontend API accepts as a ticket. */
    private void issue(JsonObject row, CheckedRequest request, Kind kind, Duration usualLifetime) {
        var instance = backend.instance();
        instance.users().get(request.required("user_id"));
        var seconds = Json.value(request.body(), "expires_in_seconds") == null
                ? usualLifetime.toSeconds()
                : Json.number(request.body(), "expires_in_seconds");
        var end = Expiry.end("expires_in_seconds", seconds, instance.now());
        var ticket = new Tickets(instance).issue(kind, Resource.id(row), end);
        row.addProperty("status", "pending");
        row.addProperty("token", ticket);
        row.addProperty("url", Links.ofTicket(instance, ticket, null));
    }

    private static void revoke(JsonObject row, String code) {
        if (!"pending".equals(Json.text(row, "status"))) {
            throw new ErrorResponseException(
                    400, code, "The token is " + Json.text(row, "status") + ". Only a pending one can be revoked.");
        }
        row.addProperty("status", "revoked");
    }
}
