package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.time.Duration;

/** Sign-in tokens and actor tokens, which sign a user in once. */
final class Tickets {
    private static final Duration SIGN_IN_TOKEN_LIFETIME = Duration.ofDays(30);
    private static final Duration ACTOR_TOKEN_LIFETIME = Duration.ofHours(1);

    private final Backend backend;

    Tickets(Backend backend) {
        this.backend = backend;
    }

    void register() {
        new Resource(backend, "signInTokens", "SignInToken", "sit_")
                .onCreate((row, request) -> issue(row, request, SIGN_IN_TOKEN_LIFETIME))
                .register()
                .action("revoke", (row, request) -> revoke(row, "sign_in_token_cannot_be_revoked_code"));
        new Resource(backend, "actorTokens", "ActorToken", "act_")
                .onCreate((row, request) -> issue(row, request, ACTOR_TOKEN_LIFETIME))
                .register()
                .action("revoke", (row, request) -> revoke(row, "actor_token_cannot_be_revoked_code"));
    }

    /** Gives a token its secret text, which the Frontend API accepts as a ticket until expires_at. */
    private void issue(JsonObject row, CheckedRequest request, Duration usualLifetime) {
        var instance = backend.instance();
        instance.users().get(request.required("user_id"));
        var ticket = instance.ids().key("ticket_");
        var seconds = Json.value(request.body(), "expires_in_seconds") == null
                ? usualLifetime.toSeconds()
                : Json.number(request.body(), "expires_in_seconds");
        row.addProperty("status", "pending");
        row.addProperty("token", ticket);
        row.addProperty("url", instance.ticketUrl(ticket));
        row.addProperty("expires_at", instance.now() + Duration.ofSeconds(seconds).toMillis());
    }

    private static void revoke(JsonObject row, String code) {
        if (!"pending".equals(Json.text(row, "status"))) {
            throw new ErrorResponseException(
                    400, code, "The token is " + Json.text(row, "status") + ". Only a pending one can be revoked.");
        }
        row.addProperty("status", "revoked");
    }
}
